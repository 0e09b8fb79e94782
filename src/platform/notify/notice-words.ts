import type { NoticeFacts, NoticeKind } from './notice-facts.js';

type Words = Readonly<Record<NoticeKind, string>>;

const FI: Words = {
  'source-silent': 'lähteestä ei tule puhelutallenteita',
  'audio-missing': 'puhelutallenteita puuttuu',
  'sequence-gap': 'lähteen numeroinnissa on aukko',
  'audio-silent': 'puhelutallenteessa ei kuulu mitään',
  'audio-unannounced': 'ääntä on tullut ilman puhelun tietoja',
  'log-damaged': 'käyttöloki ei ole sellainen kuin se kirjoitettiin',
  'purge-brake': 'poistoajo on pysäytetty, koska kelloon ei voi luottaa',
  'rights-request-target': 'rekisteröidyn pyynnön sisäinen tavoitepäivä on tullut',
  'rights-request-due': 'rekisteröidyn pyyntöön on vastattava pian',
  'rights-request-last-day': 'rekisteröidyn pyyntöön on vastattava viimeistään tänään',
  'rights-request-late': 'rekisteröidyn pyyntöön ei ole vastattu määräajassa',
  'rights-mailbox-untested': 'rekisteröityjen pyyntöjen postilaatikon toimivuus on kokeiltava',
};

const SV: Words = {
  'source-silent': 'inga samtalsinspelningar kommer från källan',
  'audio-missing': 'samtalsinspelningar saknas',
  'sequence-gap': 'det finns en lucka i källans numrering',
  'audio-silent': 'ingenting hörs på en samtalsinspelning',
  'audio-unannounced': 'ljud har kommit utan uppgifter om samtalet',
  'log-damaged': 'användningsloggen är inte sådan som den skrevs',
  'purge-brake': 'raderingskörningen har stoppats eftersom klockan inte är att lita på',
  'rights-request-target': 'den interna måldagen för en registrerads begäran har kommit',
  'rights-request-due': 'en registrerads begäran ska snart besvaras',
  'rights-request-last-day': 'en registrerads begäran ska besvaras senast i dag',
  'rights-request-late': 'en registrerads begäran har inte besvarats inom tidsfristen',
  'rights-mailbox-untested': 'det är dags att prova att de registrerades begäranden når sin brevlåda',
};

const EN: Words = {
  'source-silent': 'no call recordings come from the source',
  'audio-missing': 'call recordings are missing',
  'sequence-gap': 'there is a gap in the numbers of the source',
  'audio-silent': 'nothing is heard on a call recording',
  'audio-unannounced': 'audio has come without facts of the call',
  'log-damaged': 'the access log is not as it was written',
  'purge-brake': 'the purge is stopped, because the clock cannot be trusted',
  'rights-request-target': 'the internal target of a data subject’s request has come',
  'rights-request-due': 'a data subject’s request is to be answered soon',
  'rights-request-last-day': 'a data subject’s request is to be answered today at the latest',
  'rights-request-late': 'a data subject’s request was not answered in time',
  'rights-mailbox-untested': 'it is time to try whether requests of data subjects reach their mailbox',
};

const LANGUAGES = [
  { words: FI, source: 'lähde', days: ['päivä', 'päivää'], over: 'korjaantui' },
  { words: SV, source: 'källa', days: ['dag', 'dagar'], over: 'har upphört' },
  { words: EN, source: 'source', days: ['day', 'days'], over: 'is over' },
] as const;

/** Where each is looked into, as a path of the client. */
const PAGES: Readonly<Record<NoticeKind, string>> = {
  'source-silent': '/completeness',
  'audio-missing': '/completeness',
  'sequence-gap': '/completeness',
  'audio-silent': '/completeness',
  'audio-unannounced': '/completeness',
  'log-damaged': '/log-state',
  'purge-brake': '/retention',
  'rights-request-target': '/rights-requests',
  'rights-request-due': '/rights-requests',
  'rights-request-last-day': '/rights-requests',
  'rights-request-late': '/rights-requests',
  'rights-mailbox-untested': '/rights-requests',
};

/** A mail about `facts`: the subject in Finnish, the text in Finnish, Swedish and English. */
export function mailOf(facts: NoticeFacts, publicOrigin: string | null): { subject: string; text: string } {
  const lines = LANGUAGES.map(language => lineOf(facts, language));
  const where = addressOf(facts, publicOrigin);
  const text = [...lines, '', facts.at, ...(where === null ? [] : [where])].join('\n');
  return { subject: `Tallenne: ${lines[0] ?? ''}`, text: `${text}\n` };
}

/** Where the page is that shows what the message is about; null where nobody has said how the server is reached. */
export function addressOf({ kind }: NoticeFacts, publicOrigin: string | null): string | null {
  return publicOrigin === null ? null : new URL(PAGES[kind], publicOrigin).href;
}

function lineOf(facts: NoticeFacts, language: (typeof LANGUAGES)[number]): string {
  const about = aboutOf(facts, language).join(', ');
  const over = facts.state === 'cleared' ? ` – ${language.over}` : '';
  return `${language.words[facts.kind]}${about === '' ? '' : ` (${about})`}${over}`;
}

/** Of which source or case, and how many days. */
function aboutOf({ source, reference, days }: NoticeFacts, language: (typeof LANGUAGES)[number]): string[] {
  const [day, ofDays] = language.days;
  return [
    ...(source === undefined ? [] : [`${language.source} ${source}`]),
    ...(reference === undefined ? [] : [reference]),
    ...(days === undefined ? [] : [`${days} ${days === 1 ? day : ofDays}`]),
  ];
}
