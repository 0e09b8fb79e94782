import type { LetterWords } from './letter-words.js';

export const FINNISH_ANSWERS: Pick<LetterWords, 'answer' | 'access'> = {
  answer: {
    decision: right => `Päätös: ${right}`,
    outcomes: {
      granted: 'Toteutamme pyynnön.',
      'partly-granted': 'Toteutamme pyynnön osittain.',
      refused: 'Emme toteuta pyyntöä.',
      'nothing-held': 'Meillä ei ole tietoja, joita pyyntö koskee.',
      withdrawn: 'Pyyntö on peruutettu, eikä sen käsittelyä jatketa.',
    },
    granted: {
      access:
        'Saatte jäljennöksen teitä koskevista puhelutallenteista ja niiden tiedoista. Muiden henkilöiden tiedot on peitetty siltä osin kuin heidän oikeutensa sitä edellyttävät.',
      rectification:
        'Puhelutallenteeseen liittyvät tiedot oikaistaan. Ääntä ei muuteta; siihen liitetty lisäselvitys esitetään jokaisen kuuntelun ja jäljennöksen yhteydessä.',
      erasure:
        'Tiedot poistetaan: ensin hävitetään niiden salausavaimet, sitten tallenteet ja niihin liittyvät tiedot.',
      restriction:
        'Tietoja vain säilytetään. Niitä käytetään muuhun ainoastaan 18 artiklan 2 kohdan perusteilla, ja ilmoitamme teille ennen kuin rajoitus poistetaan.',
      portability: 'Saatte toimittamanne tiedot koneellisesti luettavassa muodossa (JSON ja WAV).',
      objection: 'Tietojanne ei enää käsitellä niihin tarkoituksiin, joita vastustuksenne koskee.',
      'consent-withdrawal':
        'Suostumukseen perustunut käsittely on lopetettu. Peruuttaminen ei vaikuta ennen sitä tehdyn käsittelyn lainmukaisuuteen.',
    },
    ground: 'Kieltäytymisen peruste:',
    grounds: {
      'not-identifiable-12-2':
        'Emme pysty tunnistamaan teitä tiedoista (11 artiklan 2 kohta ja 12 artiklan 2 kohta). Voitte antaa lisätietoja, joiden avulla tunnistaminen on mahdollista.',
      'unfounded-12-5': 'Pyyntö on ilmeisen perusteeton (12 artiklan 5 kohdan b alakohta).',
      'excessive-12-5': 'Pyyntö on kohtuuton (12 artiklan 5 kohdan b alakohta).',
      'rights-of-others-15-4':
        'Tietojen antaminen vaikuttaisi haitallisesti muiden oikeuksiin tai vapauksiin (15 artiklan 4 kohta ja 20 artiklan 4 kohta), eikä niitä voi suojata peittämällä.',
      'security-or-crime-dpa-34':
        'Tiedon antaminen saattaisi vahingoittaa kansallista turvallisuutta, puolustusta tai yleistä järjestystä ja turvallisuutta taikka haitata rikosten ehkäisemistä tai selvittämistä (tietosuojalain 34 §:n 1 momentin 1 kohta).',
      'serious-danger-dpa-34':
        'Tiedon antamisesta saattaisi aiheutua vakavaa vaaraa rekisteröidyn terveydelle tai hoidolle taikka rekisteröidyn tai jonkun muun oikeuksille (tietosuojalain 34 §:n 1 momentin 2 kohta).',
      'supervision-dpa-34':
        'Tietoja käytetään valvonta- ja tarkastustehtävissä, ja tiedon antamatta jättäminen on välttämätöntä Suomen tai Euroopan unionin tärkeän taloudellisen tai rahoituksellisen edun turvaamiseksi (tietosuojalain 34 §:n 1 momentin 3 kohta).',
      'legal-obligation-17-3-b':
        'Käsittely on tarpeen lakisääteisen velvoitteen noudattamiseksi tai yleistä etua koskevan tehtävän suorittamiseksi (17 artiklan 3 kohdan b alakohta).',
      'legal-claims-17-3-e':
        'Käsittely on tarpeen oikeudellisen vaateen laatimiseksi, esittämiseksi tai puolustamiseksi (17 artiklan 3 kohdan e alakohta).',
      'no-consent-or-contract-20':
        'Oikeus koskee vain itse toimittamianne tietoja, joita käsitellään automaattisesti suostumuksen tai sopimuksen perusteella (20 artiklan 1 kohta). Näitä tietoja ei käsitellä kummallakaan perusteella.',
      'under-hold-17':
        'Tallenteen säilyttämistä on jatkettu muusta syystä. Sinä aikana voitte pyytää käsittelyn rajoittamista (18 artikla). Otamme poistopyynnön uudelleen käsiteltäväksi ilman uutta pyyntöä, kun säilytyksen jatkaminen päättyy.',
      'accurate-16':
        'Tiedot eivät ole virheellisiä eivätkä puutteellisia käsittelyn tarkoituksen kannalta (16 artikla).',
      'no-ground-17-1':
        'Mikään poistamisen edellytyksistä ei täyty: tietoja tarvitaan edelleen, ja käsittelylle on oikeusperuste (17 artiklan 1 kohta).',
      'no-ground-18-1': 'Mikään rajoittamisen edellytyksistä ei täyty (18 artiklan 1 kohta).',
      'compelling-grounds-21':
        'Käsittelyyn on huomattavan tärkeä ja perusteltu syy, joka syrjäyttää etunne, oikeutenne ja vapautenne, tai se on tarpeen oikeudellisen vaateen vuoksi (21 artiklan 1 kohta).',
      'no-consent-7-3': 'Käsittely ei perustu suostumukseen (7 artiklan 3 kohta).',
    },
    reason: 'Perustelut:',
    reasonLeftOut:
      'Perusteluja ei ilmoiteta enempää, koska se vaarantaisi rajoituksen tarkoituksen (tietosuojalain 34 §:n 3 momentti).',
    ombudsman:
      'Tiedot, joita ette saa, annetaan pyynnöstänne tietosuojavaltuutetulle (tietosuojalain 34 §:n 4 momentti). Pyynnön voitte tehdä meille tai tietosuojavaltuutetun toimistolle.',
    basisOfPurposes: 'Käsittelyn oikeusperuste käyttötarkoituksittain:',
    bases: {
      consent: 'suostumus (6 artiklan 1 kohdan a alakohta)',
      contract: 'sopimus (6 artiklan 1 kohdan b alakohta)',
      'legal-obligation': 'lakisääteinen velvoite (6 artiklan 1 kohdan c alakohta)',
      'vital-interests': 'elintärkeä etu (6 artiklan 1 kohdan d alakohta)',
      'public-task': 'yleinen etu tai julkinen valta (6 artiklan 1 kohdan e alakohta)',
      'legitimate-interest': 'oikeutettu etu (6 artiklan 1 kohdan f alakohta)',
    },
    finalOn: finalOn =>
      `Poisto on lopullinen ${finalOn}: viimeinenkin varmuuskopio avaimesta, jolla tiedot voisi avata, on silloin vanhentunut.`,
  },
  access: {
    heading: 'Tietojenne käsittely',
    purposes: 'Käsittelyn tarkoitukset:',
    purpose: {
      'service-development': 'asiakaspalvelun kehittäminen',
      'internal-training': 'sisäinen koulutus',
      complaint: 'reklamaatioiden käsittely',
      'service-level-study': 'palvelutason selvitykset',
      'rights-request': 'rekisteröidyn pyynnön käsittely',
    },
    categories: 'Käsiteltävät tietoryhmät:',
    recipients: 'Tietojen vastaanottajat:',
    noRecipients: 'Tietoja ei ole luovutettu kenellekään.',
    retention: 'Säilytysaika:',
    source: 'Mistä tiedot on saatu:',
    rights:
      'Teillä on oikeus pyytää tietojen oikaisemista, poistamista tai käsittelyn rajoittamista ja vastustaa käsittelyä sekä oikeus tehdä valitus valvontaviranomaiselle.',
    consultations: 'Tietojenne katselut ja kuuntelut, päivä ja käyttötarkoitus:',
    noConsultations: 'Tietojanne ei ole katseltu eikä kuunneltu.',
    automated: 'Tietojenne perusteella ei tehdä automaattisia päätöksiä eikä profilointia.',
  },
};
