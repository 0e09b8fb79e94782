/** Invented, and found nowhere but in what a case with canaries is about. The code is artificial. */
export const CALLER = {
  name: 'Sinisirkku Kanariainen',
  phone: '+358 45 765 4321',
  email: 'Sinisirkku@canary.example',
};

export const REPRESENTATIVE = {
  name: 'Keltasirkku Edustainen',
  mandate: 'Valtakirja VIHERSIRKKU-01',
  contact: 'keltasirkku@toinen.example',
};

export const ADDRESSEE = { name: 'Vastaanottaja Peipponen', lines: ['Pikkulinnunkuja 77', '00990 Kanarialaakso'] };

/** Of files: names, content, tags; and the person's code. */
export const FILE = {
  audio: 'aanitiedosto-PUNASIRKKU-02.wav',
  tag: 'TIKLI-TAG-031415',
  name: 'Liite TIAINEN-04.txt',
  content: 'Liitteen sisältö: HÖMÖTIAINEN-05.',
  code: '150585Y951A',
};

/** What people write in the course of a case, each with a word of its own. */
export const WORDS = {
  request: 'Pyydän puheluni, asia VARPUNEN-06.',
  address: 'Sinirinnankatu RASTAS-07',
  unit: 'Osasto KOTTARAINEN-08',
  doubt: 'Epäily LEPPÄLINTU-09',
  question: 'Kysymys KERTTU-10',
  reply: 'Vastaus SATAKIELI-11',
  extension: 'Jatkon syy KIURU-12',
  triage: 'Kuunneltu PÄÄSKY-13',
  assessment: 'Toisen potilaan HARAKKA-14 asia.',
  sentBack: 'Palautetaan NAAKKA-15',
  rejection: 'Kolmannen nimi KORPPI-16 kuuluu.',
  customer: 'Asiakas VARIS-17',
  forwarded: 'Edelleen NÄRHI-18',
  corrected: 'Sinisirkku KUUKKELI-19',
  correction: 'Oikaisun syy PULU-20',
  statement: 'Lausuma KYYHKY-21',
  decision: 'Perustelu FASAANI-22',
  decisionSentBack: 'Tarkenna TEERI-23',
  effect: 'Seuraus METSO-24',
  to: 'Perillä RIEKKO-25',
  proof: 'Kuitti PYY-26',
  closing: 'Päätös KURKI-27',
  disclosureSentBack: 'Liian laaja JOUTSEN-28',
};

export const DISCLOSED = {
  authority: { name: 'Viranomainen HANHI-29', reference: '5500/TAVI-30', contact: 'Yhteys SORSA-31' },
  provision: 'Laki TELKKÄ-32',
  scope: 'Rajaus KUIKKA-33',
  text: 'Pyyntö UIKKU-34',
};

/** What of the recording itself is personal. It may be revealed to those who hear the call, with an event, and nowhere else. */
export const OF_THE_CALL = ['Sinisirkku', 'Kanariainen', '45 765 4321', '457654321', 'canary.example'];

/** The words of the recording's own history: who may have a field shown, or listens, sees them there. */
export const OF_THE_HISTORY = ['KUUKKELI-19', 'PULU-20', 'KYYHKY-21'];

/** The words that belong to cases alone. */
export const OF_THE_CASE = [
  ...['Keltasirkku', 'Edustainen', 'VIHERSIRKKU-01', 'toinen.example', 'Peipponen', 'Pikkulinnunkuja', 'Kanarialaakso'],
  ...['TIAINEN-04', 'HÖMÖTIAINEN-05', FILE.code],
  ...[...Object.values(WORDS), ...Object.values(DISCLOSED.authority), DISCLOSED.provision]
    .concat(DISCLOSED.scope, DISCLOSED.text)
    .map(text => /[A-ZÄÖ]+-\d\d/.exec(text)?.[0] ?? text)
    .filter(word => !OF_THE_HISTORY.includes(word)),
];

/** Names and tags of the sound's file. */
export const OF_THE_FILE = ['PUNASIRKKU-02', 'TIKLI-TAG'];

export const ALL_CANARIES = [...OF_THE_CALL, ...OF_THE_HISTORY, ...OF_THE_CASE, ...OF_THE_FILE];
