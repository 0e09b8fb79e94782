import type { NoticeWords } from './notice-words.js';

export const FINNISH: NoticeWords = {
  title: 'Käyttäjätuen puheluiden nauhoittamisen tietosuojaseloste',
  register: 'Käyttäjätuen puhelutallenteet ja niiden kontaktihistoria.',
  sections: {
    register: 'Rekisterin nimi',
    about: 'Selosteen tarkoitus',
    controller: 'Rekisterinpitäjä',
    officer: 'Tietosuojavastaava',
    purposes: 'Henkilötietojen käsittelyn tarkoitukset ja oikeusperusteet',
    contents: 'Rekisterin tietosisältö ja säilytysaika',
    nature: 'Tietojen luonne',
    groups: 'Rekisteröityjen ryhmät',
    source: 'Tietolähteet',
    disclosures: 'Tietojen luovuttaminen ja vastaanottajat',
    transfers: 'Tietojen siirtäminen EU:n tai ETA:n ulkopuolelle',
    protection: 'Tietojen säilyttäminen ja suojaaminen',
    decisions: 'Automaattinen päätöksenteko',
    access: 'Pääsy tietoihin',
    rights: 'Rekisteröidyn oikeudet',
    giving: 'Tietojen antaminen',
  },
  about: [
    'Tämä seloste kertoo, mitä tietoja käyttäjätuen puheluiden tallentamisesta kertyy, mihin niitä käytetään, kuinka kauan niitä säilytetään ja mitä oikeuksia on soittajalla ja muilla, joita puhelu koskee.',
    'Selosteessa annetaan Euroopan parlamentin ja neuvoston asetuksen (EU) 2016/679 (yleinen tietosuoja-asetus) 13 ja 14 artiklassa tarkoitetut tiedot. Jäljempänä mainitut artiklat ovat yleisen tietosuoja-asetuksen artikloja. Tietosuoja-asetusta täydentää tietosuojalaki (1050/2018).',
  ],
  open: 'ei ole vahvistettu',
  officer: rights =>
    `Tietosuojavastaavaan voi ottaa yhteyttä kaikissa asioissa, jotka koskevat henkilötietojen käsittelyä tai kohdassa ${rights} tarkoitettuja oikeuksia:`,
  purposes: {
    lead: 'Puheluita tallennetaan asiakaspalvelun kehittämiseksi. Tietoja käsitellään vain seuraaviin tarkoituksiin:',
    table: {
      caption: 'Käsittelyn tarkoitukset',
      headers: ['Tarkoitus', 'Oikeusperuste', 'Terveystietojen käsittelyn peruste'],
    },
    names: {
      'service-development': 'asiakaspalvelun kehittäminen',
      'internal-training': 'käyttäjätuen ja varallaolon henkilöstön sisäinen koulutus',
      complaint: 'reklamaatioiden käsittely',
      'service-level-study': 'palvelutason selvitykset',
      'rights-request': 'rekisteröityjen pyyntöjen käsittely',
    },
    bases: {
      consent: 'suostumus (6 artiklan 1 kohdan a alakohta)',
      contract: 'sopimus (6 artiklan 1 kohdan b alakohta)',
      'legal-obligation': 'lakisääteinen velvoite (6 artiklan 1 kohdan c alakohta)',
      'vital-interests': 'elintärkeä etu (6 artiklan 1 kohdan d alakohta)',
      'public-task': 'yleistä etua koskeva tehtävä tai julkisen vallan käyttö (6 artiklan 1 kohdan e alakohta)',
      'legitimate-interest': 'oikeutettu etu (6 artiklan 1 kohdan f alakohta)',
    },
    conditions: {
      'explicit-consent': 'nimenomainen suostumus (9 artiklan 2 kohdan a alakohta)',
      'employment-law': 'työoikeuden ja sosiaaliturvan velvoitteet (9 artiklan 2 kohdan b alakohta)',
      'vital-interests': 'elintärkeä etu (9 artiklan 2 kohdan c alakohta)',
      'not-for-profit-body': 'voittoa tavoittelemattoman yhteisön toiminta (9 artiklan 2 kohdan d alakohta)',
      'made-public': 'rekisteröidyn itse julkistamat tiedot (9 artiklan 2 kohdan e alakohta)',
      'legal-claims': 'oikeusvaateen laatiminen, esittäminen tai puolustaminen (9 artiklan 2 kohdan f alakohta)',
      'substantial-public-interest': 'tärkeä yleinen etu (9 artiklan 2 kohdan g alakohta)',
      'health-care': 'terveydenhuollon palvelut ja niiden hallinto (9 artiklan 2 kohdan h alakohta)',
      'public-health': 'kansanterveys (9 artiklan 2 kohdan i alakohta)',
      'archiving-or-research': 'arkistointi, tutkimus tai tilastointi (9 artiklan 2 kohdan j alakohta)',
    },
    interest: purposes => `Rekisterinpitäjän oikeutettuna etuna on ${purposes}.`,
    bound:
      'Puhelutallennetta voi kuunnella vain ilmoittamalla, mihin edellä mainituista tarkoituksista se kuunnellaan.',
    shares: 'Tarkastaja näkee, miten kuuntelut jakautuvat eri tarkoituksiin.',
    reference: purposes => `Lisäksi on yksilöitävä asia, johon kuuntelu liittyy, kun tarkoituksena on ${purposes}.`,
    announced:
      'Puhelun tallentamisesta kerrotaan soittajalle puhelun alussa automaattisella tallennustiedotteella. Tallentaminen alkaa vasta tiedotteen jälkeen.',
    saidByAgent: 'Lähtevässä puhelussa työntekijä kertoo tallentamisesta vastapuolelle.',
    outgoing:
      'Lähtevän puhelun tallenne otetaan rekisteriin vain, jos työntekijä on vahvistanut kertoneensa tallentamisesta.',
    unannounced: length =>
      `Jos ei ole selvitystä siitä, että puhelun tallentamisesta on kerrottu, puhelutallenne pidetään erillään muista eikä sitä kuunnella, ennen kuin asia on selvitetty. Puhelutallenne odottaa selvitystä enintään ${length} ja poistetaan sen jälkeen, jos asia ei ole selvinnyt.`,
    marked:
      'Puhelun tietoihin merkitään, mikä tallennustiedotteen versio puhelussa kuultiin. Käytössä olevien versioiden sanamuoto on seuraava.',
    announcement: (version, language) => `Tallennustiedotteen versio ${version} (${language}):`,
  },
  contents: {
    recorded: 'Puhelut tallennetaan automaattisesti. Puhelutallenteen sisältönä on se, mitä puhelussa sanotaan.',
    lead: 'Rekisterissä voi olla seuraavia tietoja:',
    items: [
      'soittajan nimi, puhelinnumero, sähköpostiosoite sekä yksikkö tai organisaatio',
      'soittajan henkilötunnus, jos se mainitaan puhelussa',
      'potilaan nimi ja henkilötunnus sekä muut potilasta koskevat tiedot, jos ne mainitaan puhelussa',
      'puhelun ajankohta, kesto, suunta, jono ja yksikkö sekä tukipyynnön tunniste',
      'puhelun hoitaneen työntekijän nimi',
      'tieto siitä, mikä tallennustiedote puhelussa on kuultu',
      'käyttölokin tiedot siitä, kuka on kuunnellut puhelutallenteen tai käsitellyt tietoja, milloin ja mihin tarkoitukseen',
      'rekisteröidyn pyyntö ja sen käsittelyn asiakirjat',
    ],
    noCodes: 'Henkilötunnuksia ja potilaiden tietoja ei kirjata automaattisesti erillisiin tietokenttiin.',
    codes: sources =>
      `Henkilötunnus ja potilaan tiedot voidaan kirjata myös erillisiin tietokenttiin, kun puhelu tulee seuraavasta puhelujärjestelmästä: ${sources}. Muutoin niitä ei kirjata automaattisesti erillisiin tietokenttiin.`,
    codeSearch:
      'Henkilötunnuksella voi hakea puheluita vain henkilö, joka on nimetty käsittelemään reklamaatioita tai rekisteröityjen pyyntöjä.',
    kept: length => `Puhelutallenteita ja kontaktihistoriaa säilytetään ${length}.`,
    counted: 'Säilytysaika lasketaan puhelun päättymispäivästä.',
    heldLonger: ({ provisional, most, longest }) =>
      `Yksittäisen puhelutallenteen säilyttämistä voidaan jatkaa reklamaation käsittelyä tai koulutusta varten. Jatkamisesta päättää muu henkilö kuin sitä pyytänyt. Päätöstä odottaessa puhelutallenne säilyy enintään ${provisional} pyynnöstä, vaikka varsinainen säilytysaika päättyisi sitä ennen; kunkin puhelutallenteen kohdalla näin voi olla vain kerran. Säilyttämistä voidaan jatkaa kerrallaan enintään ${most} ja kaikkiaan enintään ${longest} varsinaisen säilytysajan päättymisestä. Tänä aikana puhelutallennetta käytetään vain siihen tarkoitukseen, jota varten säilyttämistä on jatkettu.`,
    heldAlone:
      'Saman puhelun muut puhelutallenteet poistetaan varsinaisen säilytysajan päättyessä. Puhelun kontaktihistoria säilyy niin kauan kuin sen viimeinenkin puhelutallenne.',
    heldForRequest:
      'Puhelutallenteen säilyttämistä jatketaan pyynnön käsittelyn ajan myös silloin, kun rekisteröity on pyytänyt pääsyä tietoihinsa tai niiden siirtämistä tai oikaisemista taikka käsittelyn rajoittamista. Pelkkä tietojen poistamista tai käsittelyn vastustamista koskeva pyyntö ei pidennä säilytysaikaa.',
    heldAfterRequest: length => `Pyynnön käsittelyn päätyttyä puhelutallenne säilyy vielä ${length}.`,
    trainingCopy: length =>
      `Koulutusta varten puhelutallenteesta voidaan tehdä kopio, johon ei liitetä puhelun osapuolten tietoja ja josta peitetään nimet ja muut yksilöivät tiedot. Kopiosta päättää muu henkilö kuin sitä pyytänyt. Kopiota säilytetään enintään ${length}.`,
  },
  nature: [
    'Rekisterin tiedot ovat perustietoja.',
    'Puhelussa voidaan lisäksi mainita potilasta koskevia tietoja. Terveyttä koskevat tiedot kuuluvat 9 artiklassa tarkoitettuihin erityisiin henkilötietoryhmiin.',
  ],
  groups: {
    lead: 'Rekisterissä käsitellään seuraavien henkilöiden (rekisteröityjen) tietoja:',
    names: {
      'own-staff': 'rekisterinpitäjän oma henkilöstö (käyttäjätuki ja varallaolo)',
      'customer-staff': 'asiakkaiden henkilöstö',
      partner: 'yhteistyökumppaneiden edustajat',
    },
    mentioned: 'muut henkilöt, jotka puhelussa mainitaan, kuten potilaat',
  },
  source: {
    call: 'Tiedot saadaan puhelusta itsestään. Muista lähteistä tietoja ei kerätä.',
    provenance:
      'Puhelun osapuolen tiedoista näkyy, mistä puhelujärjestelmästä ne on saatu, ja oikaistuista tiedoista se, kuka ne on oikaissut.',
    others: contents =>
      `Kun puhelussa mainitaan muu henkilö kuin puhelun osapuoli, häntä koskevat tiedot on saatu puhelun osapuolelta (14 artikla). Nämä tiedot on kuvattu kohdassa ${contents}.`,
  },
  disclosures: {
    owned: 'Tiedot omistaa rekisterinpitäjä. Niitä ei luovuteta ulkopuolisille. Tietoja annetaan ainoastaan:',
    out: [
      'rekisteröidylle itselleen tai hänen edustajalleen rekisteröidyn pyynnöstä',
      'viranomaiselle, joka on pyytänyt tietoja kirjallisesti ja jolla on lakiin perustuva oikeus saada ne; luovuttamisesta päättää kaksi henkilöä, ja siitä kirjataan, mihin säännökseen se perustuu ja mitä luovutettiin',
    ],
    noLinks: 'Tietoja ei jaeta linkkeinä eikä julkaista verkossa.',
    forwarded:
      'Jos rekisteröidyn pyyntö koskee asiakkaan rekisteriin kuuluvia potilastietoja, asiakkaalle ilmoitetaan pyynnöstä.',
    processors: 'Henkilötietoja käsittelevät rekisterinpitäjän lukuun seuraavat henkilötietojen käsittelijät:',
    table: { caption: 'Henkilötietojen käsittelijät', headers: ['Käsittelijä', 'Tehtävä', 'Maa'] },
    subProcessor: (name, of) => `${name} (käsittelijän ${of} alikäsittelijä)`,
    noProcessors: 'Rekisterinpitäjä ei käytä tässä käsittelyssä henkilötietojen käsittelijöitä.',
  },
  transfers: 'Tietoja ei siirretä Euroopan unionin tai Euroopan talousalueen ulkopuolelle.',
  protection: {
    lead: 'Tietoja säilytetään vain niin kauan kuin käsittelyn tarkoitus sitä edellyttää. Tiedot poistetaan, kun niiden käsittelylle ei ole enää laillista perustetta.',
    inFinland: length =>
      `Puhelutallenteet ja kontaktihistoria säilytetään Suomessa sijaitsevalla palvelimella ${length}.`,
    stores: { caption: 'Säilytyspaikat', headers: ['Mitä säilytetään', 'Maa'] },
    storeNames: {
      recordings: 'puhelutallenteet',
      database: 'kontaktihistoria ja muu tietokanta',
      keys: 'salausavaimet',
      'log-copy': 'käyttölokin kopio',
      backups: 'varmuuskopiot',
    },
    periods: { caption: 'Säilytysajat', headers: ['Tieto', 'Säilytysaika'] },
    periodNames: {
      calls: 'puhelutallenteet ja kontaktihistoria',
      held: 'puhelutallenne, jonka säilyttämistä on jatkettu',
      log: 'käyttöloki, jossa ei ole puhelun sisältöä',
      requests: 'rekisteröidyn pyynnön asiakirjat',
      keys: 'hävitetyn salausavaimen varmuuskopio',
      training: 'puhelutallenteesta koulutusta varten tehty kopio',
      unannounced: 'puhelutallenne, joka odottaa selvitystä',
    },
    clause: clause => ` (peruste: ${clause})`,
    ofNotice: (sections, several) => `tietosuojaselosteen ${several ? 'kohdat' : 'kohta'} ${sections}`,
    atMost: length => `enintään ${length}`,
    afterDestroying: length => `enintään ${length} avaimen hävittämisestä`,
    upTo: length => `enintään ${length} varsinaisen säilytysajan päättymisestä`,
    afterClosing: length => `${length} asian käsittelyn päättymisestä`,
    erasedEarlier:
      'Yksityispuhelu, vahingossa tallennettu puhelu ja muu puhelu, jonka käsittelylle ei ole laillista perustetta, poistetaan jo ennen säilytysajan päättymistä. Poistamisesta päättää kaksi henkilöä, ja siitä laaditaan poistotodistus.',
    sourcesLead:
      'Puhelujärjestelmässä on puhelusta oma kopio, jonka poistamisesta vastaa puhelujärjestelmän ylläpitäjä. Poistotodistus ei koske sitä kopiota. Kopiot ja niiden säilytysajat:',
    sources: {
      caption: 'Puhelujärjestelmien omat kopiot',
      headers: ['Puhelujärjestelmä', 'Missä kopio on', 'Säilytysaika'],
    },
    notStated: 'ylläpitäjä ei ole ilmoittanut',
    measuresLead: 'Tiedot on suojattu seuraavasti:',
    measures: [
      'Puhelutallenteet ja puhelun osapuolten tiedot on salattu.',
      'Kun säilytysaika päättyy, salausavain hävitetään. Tietoja ei voi sen jälkeen lukea järjestelmästä, eikä varmuuskopioista enää silloin, kun avaimen varmuuskopiokin on poistettu.',
      'Jokaisesta kuuntelusta, hausta ja tietojen katselusta jää merkintä käyttölokiin, jota ei voi muuttaa jälkikäteen.',
      'Puhelun osapuolten tiedot näytetään peitettyinä, kunnes käyttäjä avaa yksittäisen tiedon.',
    ],
    bound: 'Jokainen edellä mainittu henkilötietojen käsittelijä on sitoutunut salassapitoon.',
  },
  decisions: 'Tietojen perusteella ei tehdä automaattisia päätöksiä, eikä niitä käytetä profilointiin.',
  access: [
    'Tietoihin on pääsy vain erikseen nimetyillä henkilöillä, jotka käsittelevät tukipyyntöjä tai ylläpitävät järjestelmää. Käyttöoikeus annetaan nimetylle henkilölle määräajaksi ja määrättyä tehtävää varten.',
    'Kun henkilö siirtyy muihin tehtäviin, hänen käyttövaltuutensa tarkastetaan.',
    'Jokainen, jolla on pääsy tietoihin, on antanut vaitiolositoumuksen. Käyttöoikeus ei ole voimassa ilman sitä.',
  ],
  rights: {
    lead: 'Rekisteröidyllä eli henkilöllä, jonka tietoja käsitellään, on oikeus:',
    always: [
      'saada pääsy omiin tietoihinsa eli tarkastusoikeus (15 artikla); tarkastusoikeus voidaan evätä laissa säädetyllä perusteella, esimerkiksi tietosuojalain 34 §:n nojalla',
      'pyytää tietojensa oikaisemista (16 artikla)',
      'pyytää tietojensa poistamista (17 artikla)',
      'pyytää käsittelyn rajoittamista (18 artikla), myös siksi ajaksi, kun hän odottaa ratkaisua oikaisua tai vastustamista koskevaan pyyntöönsä',
    ],
    objection: purposes =>
      `Rekisteröidyllä on oikeus vastustaa tietojensa käsittelyä henkilökohtaiseen erityiseen tilanteeseensa liittyvällä perusteella (21 artikla), kun tarkoituksena on ${purposes}. Profilointia, suoramarkkinointia sekä markkina- ja mielipidetutkimusta on oikeus vastustaa aina.`,
    noObjection:
      'Rekisteröidyllä on oikeus vastustaa profilointia, suoramarkkinointia sekä markkina- ja mielipidetutkimusta (21 artikla). Muilta osin käsittelyn oikeusperusteisiin ei liity oikeutta vastustaa käsittelyä.',
    portability: purposes =>
      `saada toimittamansa tiedot koneellisesti luettavassa muodossa ja siirtää ne toiselle rekisterinpitäjälle (20 artikla), kun tarkoituksena on ${purposes}`,
    noPortability:
      'Oikeutta siirtää tiedot järjestelmästä toiseen (20 artikla) ei ole, koska käsittely ei perustu suostumukseen eikä sopimukseen.',
    consent: purposes =>
      `peruuttaa suostumuksensa milloin tahansa (7 artiklan 3 kohta), kun tarkoituksena on ${purposes}; peruuttaminen ei vaikuta ennen sitä tehdyn käsittelyn lainmukaisuuteen`,
    noConsent: 'Käsittely ei perustu suostumukseen, joten peruutettavaa suostumusta ei ole (7 artiklan 3 kohta).',
    complaint: 'tehdä valitus valvontaviranomaiselle (77 artikla)',
    how: officer =>
      `Pyynnön voi esittää vapaamuotoisesti, ja se osoitetaan tietosuojavastaavalle (kohta ${officer}). Suosittelemme kirjallista pyyntöä, mutta myös suullisesti esitetty pyyntö kirjataan ja käsitellään. Pyytäjän henkilöllisyys varmistetaan tarvittaessa.`,
    when: 'Pyyntöön vastataan kuukauden kuluessa sen saapumisesta. Määräaikaa voidaan jatkaa enintään kahdella kuukaudella, jos pyynnöt ovat monimutkaisia tai niitä on paljon; jatkamisesta ja sen syistä ilmoitetaan pyytäjälle kuukauden kuluessa (12 artiklan 3 kohta). Pyynnön käsittely on maksutonta, jollei pyyntö ole ilmeisen perusteeton tai kohtuuton (12 artiklan 5 kohta).',
    refused:
      'Jos pyyntöön ei suostuta, pyytäjälle ilmoitetaan syyt sekä mahdollisuus tehdä valitus valvontaviranomaiselle ja käyttää muita oikeussuojakeinoja (12 artiklan 4 kohta). Jos tarkastusoikeutta on rajoitettu tietosuojalain 34 §:n nojalla, tiedot annetaan rekisteröidyn pyynnöstä tietosuojavaltuutetulle.',
    recipientsTold:
      'Tietojen oikaisemisesta, poistamisesta ja käsittelyn rajoittamisesta ilmoitetaan sille, jolle tietoja on luovutettu (19 artikla).',
    authority: 'Valvontaviranomaisena Suomessa on tietosuojavaltuutettu. Tietosuojavaltuutetun toimiston yhteystiedot:',
  },
  giving: {
    voluntary:
      'Tietojen antaminen ei ole lakisääteinen eikä sopimukseen perustuva vaatimus. Tukipyyntöä ei kuitenkaan ehkä voida käsitellä, jos siihen tarvittavia tietoja ei anneta.',
    otherWay: 'Jos soittaja ei halua, että puhelu tallennetaan, hän voi ottaa yhteyttä käyttäjätukeen seuraavasti:',
  },
};
