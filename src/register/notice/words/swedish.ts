import type { NoticeWords } from './notice-words.js';

export const SWEDISH: NoticeWords = {
  title: 'Dataskyddsbeskrivning för inspelning av samtal till användarstödet',
  register: 'Användarstödets samtalsinspelningar och deras kontakthistorik.',
  sections: {
    register: 'Registrets namn',
    about: 'Beskrivningens syfte',
    controller: 'Personuppgiftsansvarig',
    officer: 'Dataskyddsombud',
    purposes: 'Ändamål och rättsliga grunder för behandlingen av personuppgifter',
    contents: 'Registrets innehåll och förvaringstid',
    nature: 'Uppgifternas art',
    groups: 'Grupper av registrerade',
    source: 'Informationskällor',
    disclosures: 'Utlämnande av uppgifter och mottagare',
    transfers: 'Överföring av uppgifter utanför EU eller EES',
    protection: 'Förvaring och skydd av uppgifterna',
    decisions: 'Automatiserat beslutsfattande',
    access: 'Åtkomst till uppgifterna',
    rights: 'Den registrerades rättigheter',
    giving: 'Lämnande av uppgifter',
  },
  about: [
    'Denna beskrivning berättar vilka uppgifter som samlas när samtal till användarstödet spelas in, vad de används till, hur länge de förvaras och vilka rättigheter den som ringer och andra som samtalet gäller har.',
    'I beskrivningen lämnas den information som avses i artiklarna 13 och 14 i Europaparlamentets och rådets förordning (EU) 2016/679 (allmän dataskyddsförordning). De artiklar som nämns nedan är artiklar i den allmänna dataskyddsförordningen. Förordningen kompletteras av dataskyddslagen (1050/2018).',
  ],
  open: 'har inte fastställts',
  officer: rights =>
    `Dataskyddsombudet kan kontaktas i alla ärenden som gäller behandlingen av personuppgifter eller de rättigheter som avses i punkt ${rights}:`,
  purposes: {
    lead: 'Samtal spelas in för att utveckla kundservicen. Uppgifterna behandlas endast för följande ändamål:',
    table: {
      caption: 'Ändamål med behandlingen',
      headers: ['Ändamål', 'Rättslig grund', 'Grund för behandling av uppgifter om hälsa'],
    },
    names: {
      'service-development': 'utveckling av kundservicen',
      'internal-training': 'intern utbildning av personalen i användarstöd och beredskap',
      complaint: 'behandling av reklamationer',
      'service-level-study': 'utredningar av servicenivån',
      'rights-request': 'behandling av de registrerades begäranden',
    },
    bases: {
      consent: 'samtycke (artikel 6.1 a)',
      contract: 'avtal (artikel 6.1 b)',
      'legal-obligation': 'rättslig förpliktelse (artikel 6.1 c)',
      'vital-interests': 'grundläggande intressen (artikel 6.1 d)',
      'public-task': 'uppgift av allmänt intresse eller myndighetsutövning (artikel 6.1 e)',
      'legitimate-interest': 'berättigat intresse (artikel 6.1 f)',
    },
    conditions: {
      'explicit-consent': 'uttryckligt samtycke (artikel 9.2 a)',
      'employment-law': 'skyldigheter inom arbetsrätten och den sociala tryggheten (artikel 9.2 b)',
      'vital-interests': 'grundläggande intressen (artikel 9.2 c)',
      'not-for-profit-body': 'verksamhet i en sammanslutning utan vinstsyfte (artikel 9.2 d)',
      'made-public': 'uppgifter som den registrerade själv har offentliggjort (artikel 9.2 e)',
      'legal-claims': 'fastställande, utövande eller försvar av rättsliga anspråk (artikel 9.2 f)',
      'substantial-public-interest': 'viktigt allmänt intresse (artikel 9.2 g)',
      'health-care': 'hälso- och sjukvårdstjänster och administrationen av dem (artikel 9.2 h)',
      'public-health': 'folkhälsa (artikel 9.2 i)',
      'archiving-or-research': 'arkivering, forskning eller statistik (artikel 9.2 j)',
    },
    interest: purposes => `Den personuppgiftsansvariges berättigade intresse är ${purposes}.`,
    bound:
      'En samtalsinspelning kan spelas upp endast så att den som lyssnar anger för vilket av de ovan nämnda ändamålen det sker.',
    shares: 'En granskare ser hur uppspelningarna fördelar sig på de olika ändamålen.',
    reference: purposes => `Dessutom ska det ärende som uppspelningen gäller anges när ändamålet är ${purposes}.`,
    announced:
      'Den som ringer får höra om inspelningen i ett automatiskt inspelningsmeddelande i början av samtalet. Inspelningen börjar först efter meddelandet.',
    saidByAgent: 'Vid utgående samtal informerar medarbetaren motparten om inspelningen.',
    outgoing:
      'Inspelningen av ett utgående samtal tas in i registret endast om medarbetaren har bekräftat att motparten har informerats om inspelningen.',
    unannounced: length =>
      `Om det inte är utrett att motparten har fått information om inspelningen hålls samtalsinspelningen avskild från de övriga, och den spelas inte upp förrän saken har utretts. Samtalsinspelningen väntar på utredning i högst ${length} och raderas därefter, om saken inte har klarnat.`,
    marked:
      'I uppgifterna om samtalet antecknas vilken version av inspelningsmeddelandet som hördes under samtalet. Ordalydelsen i de versioner som används är följande.',
    announcement: (version, language) => `Inspelningsmeddelandets version ${version} (${language}):`,
  },
  contents: {
    recorded: 'Samtalen spelas in automatiskt. Samtalsinspelningen innehåller det som sägs under samtalet.',
    lead: 'Registret kan innehålla följande uppgifter:',
    items: [
      'namn, telefonnummer, e-postadress samt enhet eller organisation för den som ringer',
      'personbeteckning för den som ringer, om den nämns under samtalet',
      'patientens namn och personbeteckning samt andra uppgifter om patienten, om de nämns under samtalet',
      'samtalets tidpunkt, längd, riktning, kö och enhet samt supportärendets beteckning',
      'namnet på den medarbetare som skötte samtalet',
      'uppgift om vilket inspelningsmeddelande som har hörts under samtalet',
      'användningsloggens uppgifter om vem som har spelat upp en samtalsinspelning eller behandlat uppgifter, när och för vilket ändamål',
      'en registrerads begäran och handlingarna i ärendet',
    ],
    noCodes: 'Personbeteckningar och uppgifter om patienter förs inte automatiskt in i särskilda datafält.',
    codes: sources =>
      `Personbeteckningen och uppgifter om en patient kan också föras in i särskilda datafält när samtalet kommer från följande telefonsystem: ${sources}. I övrigt förs de inte automatiskt in i särskilda datafält.`,
    codeSearch:
      'Samtal kan sökas med personbeteckning endast av den som har utsetts att behandla reklamationer eller de registrerades begäranden.',
    kept: length => `Samtalsinspelningar och kontakthistorik förvaras ${length}.`,
    counted: 'Förvaringstiden räknas från den dag då samtalet avslutades.',
    heldLonger: ({ provisional, most, longest }) =>
      `Förvaringen av en enskild samtalsinspelning kan förlängas för behandling av en reklamation eller för utbildning. Om förlängningen beslutar någon annan än den som har begärt den. I väntan på beslutet förvaras samtalsinspelningen i högst ${provisional} från begäran, även om den ordinarie förvaringstiden går ut dessförinnan; för varje samtalsinspelning kan det ske endast en gång. Förvaringen kan förlängas med högst ${most} åt gången och sammanlagt med högst ${longest} från det att den ordinarie förvaringstiden har gått ut. Under den tiden används inspelningen endast för det ändamål för vilket förvaringen har förlängts.`,
    heldAlone:
      'Övriga inspelningar av samma samtal raderas när den ordinarie förvaringstiden går ut. Samtalets kontakthistorik förvaras lika länge som samtalets sista inspelning.',
    heldForRequest:
      'Förvaringen av en samtalsinspelning förlängs för den tid som begäran behandlas också när en registrerad har begärt tillgång till sina uppgifter eller överföring eller rättelse av dem eller begränsning av behandlingen. Enbart en begäran om radering eller en invändning mot behandlingen förlänger inte förvaringstiden.',
    heldAfterRequest: length =>
      `När behandlingen av begäran har avslutats förvaras samtalsinspelningen ännu i ${length}.`,
    trainingCopy: length =>
      `För utbildning kan det göras en kopia av en samtalsinspelning. Till kopian fogas inga uppgifter om parterna i samtalet, och namn och andra identifierande uppgifter maskeras. Om kopian beslutar någon annan än den som har begärt den. Kopian förvaras i högst ${length}.`,
  },
  nature: [
    'Uppgifterna i registret är grundläggande uppgifter.',
    'Under ett samtal kan dessutom uppgifter om en patient nämnas. Uppgifter om hälsa hör till de särskilda kategorier av personuppgifter som avses i artikel 9.',
  ],
  groups: {
    lead: 'I registret behandlas uppgifter om följande personer (registrerade):',
    names: {
      'own-staff': 'den personuppgiftsansvariges egen personal (användarstöd och beredskap)',
      'customer-staff': 'kundernas personal',
      partner: 'samarbetspartners företrädare',
    },
    mentioned: 'andra personer som nämns under ett samtal, såsom patienter',
  },
  source: {
    call: 'Uppgifterna fås från samtalet självt. Uppgifter samlas inte in från andra källor.',
    provenance:
      'Av uppgifterna om en part i samtalet framgår från vilket telefonsystem de har fåtts och, om de har rättats, vem som har rättat dem.',
    others: contents =>
      `När någon annan än en part i samtalet nämns har uppgifterna om denna person fåtts av en part i samtalet (artikel 14). Uppgifterna beskrivs i punkt ${contents}.`,
  },
  disclosures: {
    owned:
      'Uppgifterna ägs av den personuppgiftsansvarige. De lämnas inte ut till utomstående. Uppgifter lämnas endast till:',
    out: [
      'den registrerade själv eller dennes företrädare på den registrerades begäran',
      'en myndighet som skriftligen har begärt uppgifterna och som enligt lag har rätt att få dem; om utlämnandet beslutar två personer, och det antecknas vilken bestämmelse utlämnandet grundar sig på och vad som lämnades ut',
    ],
    noLinks: 'Uppgifterna delas inte som länkar och publiceras inte på nätet.',
    forwarded:
      'Om en registrerads begäran gäller patientuppgifter som hör till en kunds register underrättas kunden om begäran.',
    processors: 'Följande personuppgiftsbiträden behandlar personuppgifter för den personuppgiftsansvariges räkning:',
    table: { caption: 'Personuppgiftsbiträden', headers: ['Biträde', 'Uppgift', 'Land'] },
    subProcessor: (name, of) => `${name} (underbiträde till ${of})`,
    noProcessors: 'Den personuppgiftsansvarige anlitar inga personuppgiftsbiträden i denna behandling.',
  },
  transfers: 'Uppgifter överförs inte utanför Europeiska unionen eller Europeiska ekonomiska samarbetsområdet.',
  protection: {
    lead: 'Uppgifterna förvaras endast så länge som ändamålet med behandlingen kräver det. Uppgifterna raderas när det inte längre finns någon laglig grund för behandlingen.',
    inFinland: length => `Samtalsinspelningar och kontakthistorik förvaras på en server i Finland ${length}.`,
    stores: { caption: 'Förvaringsplatser', headers: ['Vad som förvaras', 'Land'] },
    storeNames: {
      recordings: 'samtalsinspelningar',
      database: 'kontakthistorik och övrig databas',
      keys: 'krypteringsnycklar',
      'log-copy': 'kopia av användningsloggen',
      backups: 'säkerhetskopior',
    },
    periods: { caption: 'Förvaringstider', headers: ['Uppgift', 'Förvaringstid'] },
    periodNames: {
      calls: 'samtalsinspelningar och kontakthistorik',
      held: 'samtalsinspelning vars förvaring har förlängts',
      log: 'användningslogg, som inte innehåller något av samtalen',
      requests: 'handlingar i en registrerads begäran',
      keys: 'säkerhetskopia av en förstörd krypteringsnyckel',
      training: 'kopia av en samtalsinspelning för utbildning',
      unannounced: 'samtalsinspelning som väntar på utredning',
    },
    clause: clause => ` (grund: ${clause})`,
    ofNotice: (sections, several) => `dataskyddsbeskrivningens ${several ? 'punkter' : 'punkt'} ${sections}`,
    atMost: length => `högst ${length}`,
    afterDestroying: length => `högst ${length} från det att nyckeln förstördes`,
    upTo: length => `högst ${length} från det att den ordinarie förvaringstiden har gått ut`,
    afterClosing: length => `${length} från det att ärendet har avslutats`,
    erasedEarlier:
      'Privata samtal, samtal som har spelats in av misstag och andra samtal för vilkas behandling det inte finns någon laglig grund raderas redan innan förvaringstiden går ut. Om raderingen beslutar två personer, och ett raderingsintyg upprättas.',
    sourcesLead:
      'Telefonsystemet har en egen kopia av samtalet. För raderingen av den svarar den som förvaltar telefonsystemet. Raderingsintyget gäller inte den kopian. Kopiorna och deras förvaringstider:',
    sources: {
      caption: 'Telefonsystemens egna kopior',
      headers: ['Telefonsystem', 'Var kopian finns', 'Förvaringstid'],
    },
    notStated: 'förvaltaren har inte meddelat',
    measuresLead: 'Uppgifterna är skyddade på följande sätt:',
    measures: [
      'Samtalsinspelningarna och uppgifterna om parterna i samtalen är krypterade.',
      'När förvaringstiden går ut förstörs krypteringsnyckeln. Därefter kan uppgifterna inte läsas ur systemet, och inte heller ur säkerhetskopior när också säkerhetskopian av nyckeln har raderats.',
      'Varje uppspelning, sökning och visning av uppgifter antecknas i en användningslogg som inte kan ändras i efterhand.',
      'Uppgifterna om parterna i samtalet visas maskerade tills användaren öppnar en enskild uppgift.',
    ],
    bound: 'Varje ovan nämnt personuppgiftsbiträde har förbundit sig att iaktta tystnadsplikt.',
  },
  decisions: 'Inga automatiserade beslut fattas utifrån uppgifterna, och de används inte för profilering.',
  access: [
    'Åtkomst till uppgifterna har endast särskilt namngivna personer som handlägger supportärenden eller underhåller systemet. Åtkomsträtt ges till en namngiven person för viss tid och för en viss uppgift.',
    'När en person övergår till andra uppgifter granskas personens behörigheter.',
    'Var och en som har åtkomst till uppgifterna har gett en tystnadsförbindelse. Utan den är åtkomsträtten inte i kraft.',
  ],
  rights: {
    lead: 'Den registrerade, det vill säga den vars uppgifter behandlas, har rätt att:',
    always: [
      'få tillgång till sina uppgifter (artikel 15); tillgång kan nekas på en grund som anges i lag, till exempel med stöd av 34 § i dataskyddslagen',
      'begära rättelse av sina uppgifter (artikel 16)',
      'begära radering av sina uppgifter (artikel 17)',
      'begära begränsning av behandlingen (artikel 18), även för den tid som den registrerade väntar på ett avgörande om rättelse eller invändning',
    ],
    objection: purposes =>
      `Den registrerade har rätt att av skäl som hänför sig till hans eller hennes specifika situation göra invändningar mot behandlingen av sina uppgifter (artikel 21) när ändamålet är ${purposes}. Invändningar mot profilering, direkt marknadsföring samt marknads- och opinionsundersökningar kan alltid göras.`,
    noObjection:
      'Den registrerade har rätt att göra invändningar mot profilering, direkt marknadsföring samt marknads- och opinionsundersökningar (artikel 21). I övrigt är behandlingens rättsliga grunder inte förenade med rätten att göra invändningar.',
    portability: purposes =>
      `få ut de uppgifter som den registrerade har lämnat i maskinläsbart format och överföra dem till en annan personuppgiftsansvarig (artikel 20) när ändamålet är ${purposes}`,
    noPortability:
      'Rätt till dataportabilitet (artikel 20) finns inte, eftersom behandlingen inte grundar sig på samtycke eller avtal.',
    consent: purposes =>
      `när som helst återkalla sitt samtycke (artikel 7.3) när ändamålet är ${purposes}; återkallandet påverkar inte lagligheten av behandlingen före återkallandet`,
    noConsent:
      'Behandlingen grundar sig inte på samtycke, och det finns därför inget samtycke att återkalla (artikel 7.3).',
    complaint: 'lämna in ett klagomål till tillsynsmyndigheten (artikel 77)',
    how: officer =>
      `En begäran kan framställas fritt formulerad och riktas till dataskyddsombudet (punkt ${officer}). Vi rekommenderar en skriftlig begäran, men också en muntlig begäran antecknas och behandlas. Vid behov kontrolleras identiteten hos den som framställer begäran.`,
    when: 'Begäran besvaras inom en månad från det att den kom in. Tiden kan förlängas med högst två månader om begärandena är komplicerade eller många; den som har framställt begäran underrättas om förlängningen och orsakerna till den inom en månad (artikel 12.3). Behandlingen av begäran är avgiftsfri, om begäran inte är uppenbart ogrundad eller orimlig (artikel 12.5).',
    refused:
      'Om begäran inte bifalls meddelas orsakerna samt möjligheten att lämna in ett klagomål till tillsynsmyndigheten och begära rättslig prövning (artikel 12.4). Om rätten till tillgång har begränsats med stöd av 34 § i dataskyddslagen lämnas uppgifterna på den registrerades begäran till dataombudsmannen.',
    recipientsTold:
      'Den som har fått uppgifter underrättas om att de har rättats eller raderats eller att behandlingen av dem har begränsats (artikel 19).',
    authority: 'Tillsynsmyndighet i Finland är dataombudsmannen. Kontaktuppgifter till dataombudsmannens byrå:',
  },
  giving: {
    voluntary:
      'Lämnandet av uppgifter är inte ett lagstadgat eller avtalsenligt krav. Supportärendet kan dock eventuellt inte behandlas om de uppgifter som behövs inte lämnas.',
    otherWay: 'Den som inte vill att samtalet spelas in kan kontakta användarstödet på följande sätt:',
  },
};
