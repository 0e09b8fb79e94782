import type { LetterWords } from './letter-words.js';
import { SWEDISH_ANSWERS } from './swedish-answers.js';

export const SWEDISH: LetterWords = {
  locale: 'sv-FI',
  titles: {
    receipt: 'Bekräftelse på mottagen begäran',
    'identity-asked': 'Säkerställande av identiteten',
    'clarification-asked': 'Precisering av begäran',
    'extension-notice': 'Meddelande om förlängd svarstid',
    answer: 'Svar på den registrerades begäran',
    'restriction-lifting': 'Meddelande om att begränsningen av behandlingen upphör',
    'recipient-notice': 'Meddelande till mottagaren av personuppgifter',
    'disclosure-cover': 'Utlämnande av uppgifter till en myndighet',
    forwarding: 'Till den personuppgiftsansvarige: information om en begäran',
    'retention-final-day': 'Meddelande om att raderingen är slutgiltig',
  },
  reference: 'Referens',
  page: (page, pages) => `Sida ${page} (${pages})`,
  rights: {
    access: 'rätt till tillgång till egna uppgifter (artikel 15)',
    rectification: 'rättelse av uppgifter (artikel 16)',
    erasure: 'radering av uppgifter (artikel 17)',
    restriction: 'begränsning av behandling (artikel 18)',
    portability: 'överföring av uppgifter från ett system till ett annat (artikel 20)',
    objection: 'invändning mot behandling (artikel 21)',
    'consent-withdrawal': 'återkallande av samtycke (artikel 7.3)',
  },
  requested: receivedOn =>
    `Vi tog den ${receivedOn} emot en begäran som gäller era uppgifter och följande rättigheter:`,
  request: 'Begäran',
  contacts: 'Kontaktuppgifter',
  controller: 'Personuppgiftsansvarig',
  dataProtectionOfficer: 'Dataskyddsombud',
  regulation:
    'Med artiklar avses artiklarna i EU:s allmänna dataskyddsförordning (EU) 2016/679 och med dataskyddslagen avses lag 1050/2018.',
  protection: {
    heading: 'Rättsmedel',
    complaint:
      'Om ni anser att behandlingen av era personuppgifter strider mot dataskyddsbestämmelserna har ni rätt att lämna in ett klagomål till tillsynsmyndigheten (artikel 77). I Finland är dataombudsmannen tillsynsmyndighet:',
    ombudsman: 'Dataombudsmannens byrå',
    remedy:
      'Ni har också rätt till rättsmedel vid domstol (artikel 79). Talan mot den personuppgiftsansvarige kan i Finland väckas vid tingsrätten. Det förutsätter inte att ni först lämnar in ett klagomål till tillsynsmyndigheten.',
  },
  clock: {
    answerBy: lastOn =>
      `Vi besvarar begäran senast den ${lastOn}. Om svarstiden måste förlängas på grund av att begäran är komplicerad eller begärandena är många, meddelar vi er detta och skälen till det före den dagen.`,
    freeOfCharge: 'Behandlingen av begäran är avgiftsfri för er. Uppge referensen om ni sänder tilläggsuppgifter.',
    doubt:
      'Vi kan ännu inte behandla begäran, eftersom vi inte är säkra på att den har framställts av den person som uppgifterna gäller:',
    ways: 'Ni kan styrka er identitet på något av följande sätt:',
    noCopies:
      'Enbart namn och personbeteckning räcker inte. Sänd inte er personbeteckning eller en kopia av er identitetshandling: vi behöver dem inte och förvarar inga kopior.',
    question: 'För att vi ska hitta de uppgifter som ni avser ber vi er precisera begäran:',
    stopped: stoppedOn =>
      `Svarstiden står stilla från och med den ${stoppedOn} och fortsätter när vi har fått ert svar.`,
    extended: (firstLastOn, newLastOn) =>
      `Begäran skulle ha besvarats senast den ${firstLastOn}. Vi förlänger svarstiden (artikel 12.3): vi svarar senast den ${newLastOn}.`,
    because: {
      complexity: 'Svarstiden förlängs därför att begäran är komplicerad.',
      number: 'Svarstiden förlängs på grund av antalet begäranden.',
    },
  },
  ...SWEDISH_ANSWERS,
  effects: {
    lifting: liftedOn =>
      `Behandlingen av era personuppgifter har begränsats på er begäran. Begränsningen upphör den ${liftedOn}, varefter uppgifterna åter behandlas för sina ändamål. Vi underrättar er om detta innan begränsningen upphör (artikel 18.3).`,
    reason: 'Skälet till att begränsningen upphör:',
    erased: erasedOn =>
      `De uppgifter som er begäran gällde raderades den ${erasedOn}. Krypteringsnycklarna förstördes, och uppgifterna kan därför inte längre läsas i systemet.`,
  },
  others: {
    disclosed: (disclosure, disclosedOn) =>
      `Ni fick den ${disclosedOn} personuppgifter av oss (${disclosure}). I enlighet med artikel 19 i dataskyddsförordningen meddelar vi följande:`,
    done: {
      rectification: 'De utlämnade uppgifterna har rättats (artikel 16).',
      erasure: 'De utlämnade uppgifterna har raderats ur vårt register (artikel 17).',
      restriction: 'Behandlingen av de utlämnade uppgifterna har begränsats (artikel 18).',
    },
    asked:
      'Vi ber er göra detsamma med era uppgifter, om ni inte enligt lag har grund att förfara på annat sätt, och underrätta dem till vilka ni har lämnat ut uppgifterna vidare.',
    authorityRequest: (reference, requestedOn) =>
      `Ni begärde uppgifter skriftligen den ${requestedOn} (${reference}). Med detta brev lämnar vi ut följande uppgifter.`,
    provision: 'Den bestämmelse som utlämnandet grundar sig på:',
    scope: 'Utlämnandets omfattning:',
    files: 'Filer och deras kontrollsummor (SHA-256):',
    decidedBy: 'Beslutet om utlämnande har fattats av:',
    confidential:
      'Materialet innehåller sekretessbelagda personuppgifter. Koden som öppnar krypteringen sänds separat på annat sätt.',
    forwarded: receivedOn =>
      `Vi tog den ${receivedOn} emot en begäran som gäller uppgifter i ert register. Vi meddelar er detta i egenskap av personuppgiftsbiträde (artikel 28.3 e). Begäran gäller följande rättigheter:`,
    concerns: 'Uppgifter som begäran gäller:',
    ownAnswer:
      'Till den del begäran gäller vårt eget register svarar vi själva, och detta meddelande förlänger inte vår egen svarstid. I fråga om ert register beslutar ni; vi bistår på begäran.',
  },
};
