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
};

const SV: Words = {
  'source-silent': 'inga samtalsinspelningar kommer från källan',
  'audio-missing': 'samtalsinspelningar saknas',
  'sequence-gap': 'det finns en lucka i källans numrering',
  'audio-silent': 'ingenting hörs på en samtalsinspelning',
  'audio-unannounced': 'ljud har kommit utan uppgifter om samtalet',
  'log-damaged': 'användningsloggen är inte sådan som den skrevs',
  'purge-brake': 'raderingskörningen har stoppats eftersom klockan inte är att lita på',
};

const EN: Words = {
  'source-silent': 'no call recordings come from the source',
  'audio-missing': 'call recordings are missing',
  'sequence-gap': 'there is a gap in the numbers of the source',
  'audio-silent': 'nothing is heard on a call recording',
  'audio-unannounced': 'audio has come without facts of the call',
  'log-damaged': 'the access log is not as it was written',
  'purge-brake': 'the purge is stopped, because the clock cannot be trusted',
};

const LANGUAGES = [
  { words: FI, source: 'lähde', over: 'korjaantui' },
  { words: SV, source: 'källa', over: 'har upphört' },
  { words: EN, source: 'source', over: 'is over' },
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

function lineOf({ kind, state, source }: NoticeFacts, language: (typeof LANGUAGES)[number]): string {
  const of = source === undefined ? '' : ` (${language.source} ${source})`;
  return `${language.words[kind]}${of}${state === 'cleared' ? ` – ${language.over}` : ''}`;
}
