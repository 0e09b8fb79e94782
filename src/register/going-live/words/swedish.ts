import type { GoingLiveWords } from './going-live-words.js';

export const SWEDISH: GoingLiveWords = {
  findings: {
    'retention-61-days-or-2-months': {
      title: 'Förvaringstiden: 61 dygn eller två månader',
      question:
        'Beskrivningens 6 § lovar 61 dygn och 12 § två månader. Vilkendera är förvaringstiden? Tills det är avgjort följs den tid som löper ut först.',
    },
    'legal-basis-per-purpose': {
      title: 'Rättslig grund för varje ändamål',
      question:
        'Beskrivningen anger ingen rättslig grund för behandlingen (artikel 13.1 c). Vilken är den rättsliga grunden för varje ändamål? Invändning, dataportabilitet och återkallelse av samtycke beror på den.',
    },
    'article-9-condition': {
      title: 'Villkor för behandling av hälsouppgifter',
      question:
        'I samtalen nämns patienters hälsouppgifter. På vilket villkor i artikel 9.2 grundar sig behandlingen av dem för varje ändamål?',
    },
    'basic-data-or-patient-data': {
      title: 'Registrets datatyp och patientuppgifter',
      question:
        'Beskrivningens 7 § nämner endast grunduppgifter, men enligt 6 § innehåller samtalen patientuppgifter. Hur rättas 7 §?',
    },
    'patients-among-groups': {
      title: 'Patienter bland grupperna av registrerade',
      question: 'Beskrivningens 8 § nämner inte patienter. Ska de läggas till bland grupperna av registrerade?',
    },
    'wrong-cross-references': {
      title: 'Felaktiga hänvisningar',
      question:
        'Beskrivningens 9 § hänvisar till 5 § när 6 § avses, och 15 § hänvisar till 2 § när 4 § avses. Hur rättas hänvisningarna?',
    },
    'requests-in-writing': {
      title: 'Skriftlig form för en begäran',
      question: 'Beskrivningens 15 § ber om skriftliga begäranden. Formen kan inte krävas. Hur rättas punkten?',
    },
    'announcement-names-quality-only': {
      title: 'Ändamålen i inspelningsmeddelandet',
      question:
        'Meddelandet till den som ringer nämner endast kvalitetsutveckling, inte reklamationer eller utbildning. Ändras meddelandet, eller avstår man från de andra ändamålen?',
    },
    'listening-again-for-ticket': {
      title: 'Uppspelning för att lösa en supportbegäran',
      question:
        'Beskrivningens 14 § talar om hantering av supportbegäranden, men 5 § har inget eget ändamål för det. Spelas ett samtal upp på nytt för att lösa en supportbegäran, och för vilket ändamål?',
    },
    'co-operation-procedure': {
      title: 'Samarbetsförfarande',
      question:
        'Teknisk övervakning av personalen behandlas i samarbetsförfarande innan den tas i bruk (lagen 759/2004, 21 §). När har den behandlats?',
    },
    'staff-informed': {
      title: 'Information till personalen',
      question: 'När har personalen informerats om inspelningens syfte, ibruktagande och metoder?',
    },
    'impact-assessment': {
      title: 'Konsekvensbedömning avseende dataskydd',
      question: 'När har konsekvensbedömningen (artikel 35) godkänts?',
    },
    'balancing-test': {
      title: 'Intresseavvägning',
      question:
        'När har det bedömts att de registrerades intressen och rättigheter inte väger tyngre än det berättigade intresset (artikel 6.1 f)?',
    },
  },
  options: {
    '61-days': '61 dygn (6 §)',
    '2-months': 'Två månader (12 §)',
    'announcement-changed': 'Meddelandet ändras',
    'purposes-narrowed': 'De andra ändamålen slopas',
    'under-service-development': 'Spelas upp för utveckling av tjänsten, med supportbegäran som referens',
    'not-done': 'Spelas inte upp på nytt',
  },
};
