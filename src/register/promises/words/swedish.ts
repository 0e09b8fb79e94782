import type { PromiseWords } from './promise-words.js';

export const SWEDISH: PromiseWords = {
  promises: {
    'controller-is-named': {
      says: 'Beskrivningen anger vem som är personuppgiftsansvarig, vem som är dataskyddsombud och vilken myndighet man kan kontakta.',
      keeps: 'Kontaktuppgifterna finns i inställningarna, som beskrivningen och breven görs av.',
      shows: 'Det kontrolleras att var och en av de tre kontaktuppgifterna har angetts.',
    },
    'playbacks-have-purposes': {
      says: 'Samtalsinspelningar spelas upp endast för de ändamål som anges i beskrivningen.',
      keeps: 'Uppspelningen börjar först när ändamålet och den referens det kräver har antecknats i användningsloggen.',
      shows: 'Ändamålet och referensen läses ur loggen för varje uppspelning. Inget får saknas.',
    },
    'callers-are-told': {
      says: 'Den som ringer får veta att samtalet spelas in.',
      keeps:
        'Ett samtal utan bevis på inspelningsmeddelandet går till det som ska utredas, och det kan inte spelas upp.',
      shows:
        'För varje samtalsinspelning som förvaras kontrolleras att meddelandets version, språk och bevis har antecknats.',
    },
    'recordings-within-rule': {
      says: 'Samtalsinspelningar förvaras högst under förvaringstiden, om inte förlängd förvaring har godkänts.',
      keeps: 'Raderingskörningen förstör nyckeln för den dag som har gått ut, varefter inspelningarna inte kan läsas.',
      shows:
        'Den äldsta samtalsinspelningen som går att öppna: den sista förvaringsdagen räknas på nytt från samtalets slut och den gällande regeln.',
    },
    'copies-leave-by-known-ways': {
      says: 'Samtalsinspelningar lämnas inte ut till utomstående.',
      keeps:
        'En kopia uppstår endast som svar på en begäran, som utlämnande till en myndighet eller när den personuppgiftsansvarige lämnar tjänsten.',
      shows: 'För varje kopia i användningsloggen kontrolleras i vilket ärende den gjordes.',
    },
    'nothing-outside-eea': {
      says: 'Personuppgifter överförs inte utanför Europeiska ekonomiska samarbetsområdet.',
      keeps:
        'För tjänster, personuppgiftsbiträden och källornas egna kopior anges land. Ett land utanför EES kan inte sparas.',
      shows: 'Landet för varje angiven part jämförs med länderna i EES.',
    },
    'stores-in-finland': {
      says: 'Samtalsinspelningarna och kontakthistoriken förvaras på en server i Finland.',
      keeps: 'Servern startar inte förrän Finland har angetts som förvaringsplatsernas land.',
      shows: 'Landet för varje förvaringsplats enligt inställningarna. Om inget land har angetts är saken inte känd.',
    },
    'ended-days-without-keys': {
      says: 'Uppgifterna raderas när förvaringstiden har gått ut.',
      keeps:
        'Raderingskörningen förstör först nyckeln för den dag som har gått ut, och därefter tas rader och filer bort.',
      shows: 'Nyckelringen tillfrågas om den har nycklar för dagar som har gått ut.',
    },
    'backups-within-window': {
      says: 'Raderade uppgifter kan inte heller återställas från säkerhetskopior efter den angivna tiden.',
      keeps:
        'Säkerhetskopiorna av uppgifterna innehåller inga nycklar, och säkerhetskopiorna av nycklarna förstörs inom utsatt tid.',
      shows:
        'Nycklarnas säkerhetskopior enligt användningsloggen och de raderingsintyg vars slutliga dag har passerats jämförs med den utlovade tiden.',
    },
    'rows-keys-blobs-agree': {
      says: 'Uppgifterna är i behåll och oförvanskade under förvaringstiden, och inga exemplar blir kvar på andra ställen.',
      keeps: 'Avstämningen jämför varje natt rader, nycklar och filer med varandra.',
      shows: 'Tidpunkten för den senaste avstämningen och avvikelserna.',
    },
    'access-under-undertaking': {
      says: 'Var och en som har åtkomsträtt har undertecknat en tystnadsförbindelse.',
      keeps: 'Åtkomsträtten öppnar ingenting förrän den gällande förbindelsen har godkänts.',
      shows:
        'Personer som har åtkomsträtt men ingen gällande förbindelse, och enligt loggen deras användning utan förbindelse. En ny person har 14 dagar på sig.',
    },
    'access-reviewed-in-time': {
      says: 'Behörigheterna granskas när en person övergår till andra uppgifter.',
      keeps: 'En ändring av uppgifterna öppnar en granskning av behörigheter som har en granskare och en förfallodag.',
      shows: 'Öppna och försenade granskningar av behörigheter.',
    },
    'grants-within-bounds': {
      says: 'Åtkomsträtten ges till en namngiven person för viss tid.',
      keeps: 'En längre åtkomsträtt än tillåtet kan inte ges.',
      shows: 'Gällande åtkomsträtter som varar längre än tillåtet.',
    },
    'access-ends-with-duties': {
      says: 'Åtkomsträtt har endast de som behöver den i sina uppgifter.',
      keeps: 'När en person slutar eller får andra uppgifter påverkar det åtkomsträtterna i samma ögonblick.',
      shows: 'Åtkomsträtter för personer som har slutat, och ändringar av uppgifter vars verkan har uteblivit.',
    },
    'log-verified': {
      says: 'All användning av uppgifterna antecknas i användningsloggen, som inte kan ändras obemärkt.',
      keeps: 'Användningsloggen är ett signerat träd som varje natt räknas om från början till slut.',
      shows: 'Tidpunkten och resultatet för den senaste kontrollen samt okvitterade larm.',
    },
    'requests-answered-in-time': {
      says: 'En begäran från den registrerade besvaras inom en månad.',
      keeps: 'Varje begäran har en sista dag som det påminns om i förväg.',
      shows: 'Obesvarade begäranden vars sista dag har passerats.',
    },
    'mailbox-tried': {
      says: 'En begäran kan sändas till den adress som anges i beskrivningen.',
      keeps: 'Brevlådan för begäranden provas regelbundet, och det påminns om provet.',
      shows: 'Tidpunkten för det senaste provet och om meddelandet kom fram.',
    },
    'notice-says-the-rules': {
      says: 'Den publicerade beskrivningen motsvarar hur systemet fungerar.',
      keeps: 'Beskrivningen görs av inställningarna och de gällande reglerna, och en annan person publicerar den.',
      shows: 'Den publicerade versionen jämförs med vad en version som görs nu skulle säga.',
    },
  },
  figures: {
    recordings: 'Samtalsinspelningar',
    held: 'Förlängd förvaring, godkänd',
    pastRule: 'Förvaringstiden har gått ut, går ändå att öppna',
    oldestEndedOn: 'Det äldsta samtalets dag',
    livingDays: 'Förvaringsdagar som har nyckel',
    endedDays: 'Utgångna dagar som ännu har nyckel',
    oldestEndedDay: 'Den äldsta av dem',
    windowDays: 'Utlovad tid, dagar',
    livingBackups: 'Säkerhetskopior av nycklar som kan finnas',
    backupsBeyondWindow: 'Säkerhetskopior som kan finnas längre än utlovat',
    certificatesNotFinal: 'Raderingsintyg vars slutlighet dröjer',
    comparedAt: 'Senaste avstämning',
    keysCompared: 'Jämförda nycklar',
    blobsCompared: 'Jämförda filer',
    incidents: 'Avvikelser',
    storeRecordings: 'Samtalsinspelningar',
    storeDatabase: 'Databas',
    storeKeys: 'Nycklar',
    storeLogCopy: 'Kopia av användningsloggen',
    storeBackups: 'Säkerhetskopior',
    parties: 'Angivna parter',
    outsideEea: 'Utanför EES',
    playbacks: 'Uppspelningar i användningsloggen',
    withoutPurpose: 'Utan ändamål',
    withoutReference: 'Utan den referens som krävs',
    toldByCall: 'Bevis från samtalet',
    toldByPlan: 'Bevis från meddelandeplanen',
    toldByPerson: 'Bekräftat av en person',
    untold: 'Utan bevis',
    waitingToBeSortedOut: 'Att utreda eftersom bevis saknas',
    people: 'Personer som har åtkomsträtt',
    unbound: 'Utan gällande förbindelse',
    usedUnbound: 'Av dem har använt uppgifter utan förbindelse',
    notYetBound: 'Nya som ännu inte har godkänt förbindelsen',
    openReviews: 'Öppna granskningar',
    lateReviews: 'Försenade granskningar',
    grants: 'Gällande åtkomsträtter',
    tooLong: 'Längre än tillåtet',
    ofDeactivated: 'Åtkomsträtter för personer som har slutat',
    dutiesNotFollowed: 'Ändringar av uppgifter utan verkan',
    copies: 'Kopior i användningsloggen',
    copiesOtherwise: 'Gjorda i annat sammanhang',
    openRequests: 'Obesvarade begäranden',
    lateRequests: 'Sista dagen har passerats',
    triedAt: 'Senaste prov',
    nextTrialOn: 'Nästa prov senast',
    verifiedAt: 'Senaste kontroll',
    leaves: 'Kontrollerade händelser',
    alarms: 'Okvitterade larm',
    publishedVersion: 'Publicerad version',
    missing: 'Uppgifter som saknas',
  },
  standings: { kept: 'Hålls', broken: 'Hålls inte', 'not-known': 'Inte känt' },
  none: 'finns inte',
  undeclared: 'inte angivet',
  incident: at => `En avvikelse är öppen sedan ${at}.`,
  paper: {
    title: 'Löften och bevis',
    asOf: at => `Läget ${at}`,
    caption: 'Beskrivningens löften och de senaste resultaten',
    headers: ['Löfte', 'Resultat', 'Kontrollerat', 'Plats i användningsloggen'],
    sections: numbers => `${numbers.join(', ')} §`,
    never: 'aldrig',
  },
};
