import type { LetterWords } from './letter-words.js';

export const SWEDISH_ANSWERS: Pick<LetterWords, 'answer' | 'access'> = {
  answer: {
    decision: right => `Beslut: ${right}`,
    outcomes: {
      granted: 'Vi tillmötesgår begäran.',
      'partly-granted': 'Vi tillmötesgår begäran delvis.',
      refused: 'Vi tillmötesgår inte begäran.',
      'nothing-held': 'Vi har inga uppgifter som begäran gäller.',
      withdrawn: 'Begäran har återkallats, och behandlingen av den fortsätter inte.',
    },
    granted: {
      access:
        'Ni får en kopia av de samtalsinspelningar som gäller er och av uppgifterna om dem. Andra personers uppgifter har maskerats till den del deras rättigheter kräver det.',
      rectification:
        'Uppgifterna om samtalsinspelningen rättas. Ljudet ändras inte; ett kompletterande utlåtande som fogats till inspelningen visas vid varje uppspelning och med varje kopia.',
      erasure:
        'Uppgifterna raderas: först förstörs krypteringsnycklarna, därefter inspelningarna och de uppgifter som hör till dem.',
      restriction:
        'Uppgifterna enbart förvaras. De används för annat endast på de grunder som anges i artikel 18.2, och vi underrättar er innan begränsningen upphör.',
      portability: 'Ni får de uppgifter som ni har lämnat i maskinläsbar form (JSON och WAV).',
      objection: 'Era uppgifter behandlas inte längre för de ändamål som invändningen gäller.',
      'consent-withdrawal':
        'Den behandling som grundade sig på samtycke har upphört. Återkallandet påverkar inte lagligheten av den behandling som skett dessförinnan.',
    },
    ground: 'Grunden för avslaget:',
    grounds: {
      'not-identifiable-12-2':
        'Vi kan inte identifiera er i uppgifterna (artiklarna 11.2 och 12.2). Ni kan lämna ytterligare uppgifter som gör en identifiering möjlig.',
      'unfounded-12-5': 'Begäran är uppenbart ogrundad (artikel 12.5 b).',
      'excessive-12-5': 'Begäran är orimlig (artikel 12.5 b).',
      'rights-of-others-15-4':
        'Om uppgifterna lämnades ut skulle det inverka menligt på andras rättigheter eller friheter (artiklarna 15.4 och 20.4), och dessa kan inte skyddas genom maskering.',
      'security-or-crime-dpa-34':
        'Om uppgifterna lämnades ut kunde det skada den nationella säkerheten, försvaret eller den allmänna ordningen och säkerheten eller försvåra förebyggande eller utredning av brott (34 § 1 mom. 1 punkten i dataskyddslagen).',
      'serious-danger-dpa-34':
        'Om uppgifterna lämnades ut kunde det medföra allvarlig fara för den registrerades hälsa eller vård eller för den registrerades eller någon annans rättigheter (34 § 1 mom. 2 punkten i dataskyddslagen).',
      'supervision-dpa-34':
        'Uppgifterna används för tillsyns- och kontrolluppgifter, och det är nödvändigt att inte lämna ut dem för att trygga ett viktigt ekonomiskt eller finansiellt intresse för Finland eller Europeiska unionen (34 § 1 mom. 3 punkten i dataskyddslagen).',
      'legal-obligation-17-3-b':
        'Behandlingen är nödvändig för att uppfylla en rättslig förpliktelse eller utföra en uppgift av allmänt intresse (artikel 17.3 b).',
      'legal-claims-17-3-e':
        'Behandlingen är nödvändig för att fastställa, göra gällande eller försvara rättsliga anspråk (artikel 17.3 e).',
      'no-consent-or-contract-20':
        'Rätten gäller endast uppgifter som ni själv har lämnat och som behandlas automatiserat med stöd av samtycke eller avtal (artikel 20.1). Dessa uppgifter behandlas inte på någondera grunden.',
      'under-hold-17':
        'Förvaringen av inspelningen har förlängts av en annan orsak. Under den tiden kan ni begära begränsning av behandlingen (artikel 18). Vi tar upp begäran om radering på nytt utan en ny begäran när den förlängda förvaringen upphör.',
      'accurate-16':
        'Uppgifterna är varken felaktiga eller ofullständiga med hänsyn till ändamålet med behandlingen (artikel 16).',
      'no-ground-17-1':
        'Ingen av förutsättningarna för radering är uppfylld: uppgifterna behövs fortfarande, och det finns en rättslig grund för behandlingen (artikel 17.1).',
      'no-ground-18-1': 'Ingen av förutsättningarna för begränsning är uppfylld (artikel 18.1).',
      'compelling-grounds-21':
        'Det finns tvingande berättigade skäl för behandlingen som väger tyngre än era intressen, rättigheter och friheter, eller så behövs den för rättsliga anspråk (artikel 21.1).',
      'no-consent-7-3': 'Behandlingen grundar sig inte på samtycke (artikel 7.3).',
    },
    reason: 'Motivering:',
    reasonLeftOut:
      'Skälen anges inte närmare, eftersom det skulle äventyra syftet med begränsningen (34 § 3 mom. i dataskyddslagen).',
    ombudsman:
      'De uppgifter som ni inte får ska på er begäran lämnas till dataombudsmannen (34 § 4 mom. i dataskyddslagen). Begäran kan ni rikta till oss eller till dataombudsmannens byrå.',
    basisOfPurposes: 'Behandlingens rättsliga grund enligt ändamål:',
    bases: {
      consent: 'samtycke (artikel 6.1 a)',
      contract: 'avtal (artikel 6.1 b)',
      'legal-obligation': 'rättslig förpliktelse (artikel 6.1 c)',
      'vital-interests': 'grundläggande intressen (artikel 6.1 d)',
      'public-task': 'allmänt intresse eller myndighetsutövning (artikel 6.1 e)',
      'legitimate-interest': 'berättigade intressen (artikel 6.1 f)',
    },
    finalOn: finalOn =>
      `Raderingen är slutgiltig den ${finalOn}: då har även den sista säkerhetskopian av den nyckel som kunde öppna uppgifterna gått ut.`,
  },
  access: {
    heading: 'Behandlingen av era uppgifter',
    purposes: 'Ändamålen med behandlingen:',
    purpose: {
      'service-development': 'utveckling av kundservicen',
      'internal-training': 'intern utbildning',
      complaint: 'behandling av reklamationer',
      'service-level-study': 'utredningar av servicenivån',
      'rights-request': 'behandling av den registrerades begäran',
    },
    categories: 'De kategorier av uppgifter som behandlas:',
    recipients: 'Mottagare av uppgifterna:',
    noRecipients: 'Uppgifterna har inte lämnats ut till någon.',
    retention: 'Förvaringstid:',
    source: 'Varifrån uppgifterna kommer:',
    rights:
      'Ni har rätt att begära rättelse eller radering av uppgifterna eller begränsning av behandlingen, att invända mot behandlingen och att lämna in ett klagomål till tillsynsmyndigheten.',
    consultations: 'När era uppgifter har lästs eller spelats upp, dag och ändamål:',
    noConsultations: 'Era uppgifter har varken lästs eller spelats upp.',
    automated: 'Inga automatiserade beslut fattas och ingen profilering görs på grundval av era uppgifter.',
  },
};
