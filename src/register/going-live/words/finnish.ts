import type { GoingLiveWords } from './going-live-words.js';

export const FINNISH: GoingLiveWords = {
  findings: {
    'retention-61-days-or-2-months': {
      title: 'Säilytysaika: 61 vuorokautta vai kaksi kuukautta',
      question:
        'Selosteen 6 § lupaa 61 vuorokautta ja 12 § kaksi kuukautta. Kumpi on säilytysaika? Siihen asti noudatetaan aikaa, joka päättyy ensin.',
    },
    'legal-basis-per-purpose': {
      title: 'Oikeusperuste kullekin käyttötarkoitukselle',
      question:
        'Selosteessa ei mainita käsittelyn oikeusperustetta (13 artiklan 1 kohdan c alakohta). Mikä on kunkin käyttötarkoituksen oikeusperuste? Vastustaminen, siirto-oikeus ja suostumuksen peruuttaminen riippuvat siitä.',
    },
    'article-9-condition': {
      title: 'Edellytys terveystietojen käsittelylle',
      question:
        'Puheluissa mainitaan potilaiden terveystietoja. Mihin 9 artiklan 2 kohdan edellytykseen niiden käsittely perustuu kussakin käyttötarkoituksessa?',
    },
    'basic-data-or-patient-data': {
      title: 'Rekisterin tietotyyppi ja potilastiedot',
      question:
        'Selosteen 7 § mainitsee vain perustiedot, mutta 6 §:n mukaan puheluissa on potilastietoja. Miten 7 § korjataan?',
    },
    'patients-among-groups': {
      title: 'Potilaat rekisteröityjen ryhmissä',
      question: 'Selosteen 8 § ei mainitse potilaita. Lisätäänkö heidät rekisteröityjen ryhmiin?',
    },
    'wrong-cross-references': {
      title: 'Virheelliset viittaukset',
      question:
        'Selosteen 9 § viittaa 5 §:ään, kun tarkoitetaan 6 §:ää, ja 15 § viittaa 2 §:ään, kun tarkoitetaan 4 §:ää. Miten viittaukset korjataan?',
    },
    'requests-in-writing': {
      title: 'Pyynnön kirjallinen muoto',
      question: 'Selosteen 15 § pyytää tekemään pyynnöt kirjallisesti. Muotoa ei voi vaatia. Miten kohta korjataan?',
    },
    'announcement-names-quality-only': {
      title: 'Tallennustiedotteen käyttötarkoitukset',
      question:
        'Soittajalle kuultava tiedote mainitsee vain laadun kehittämisen, ei reklamaatioita eikä koulutusta. Muutetaanko tiedote vai luovutaanko muista käyttötarkoituksista?',
    },
    'listening-again-for-ticket': {
      title: 'Kuuntelu tukipyynnön ratkaisemiseksi',
      question:
        'Selosteen 14 § puhuu tukipyyntöjen käsittelystä, mutta sille ei ole 5 §:ssä omaa käyttötarkoitusta. Kuunnellaanko puhelua uudelleen tukipyynnön ratkaisemiseksi, ja mihin käyttötarkoitukseen?',
    },
    'co-operation-procedure': {
      title: 'Yhteistoimintamenettely',
      question:
        'Henkilöstöön kohdistuva tekninen valvonta käsitellään yhteistoimintamenettelyssä ennen käyttöönottoa (laki 759/2004, 21 §). Milloin se on käsitelty?',
    },
    'staff-informed': {
      title: 'Henkilöstölle tiedottaminen',
      question: 'Milloin henkilöstölle on tiedotettu tallentamisen tarkoituksesta, käyttöönotosta ja menetelmistä?',
    },
    'impact-assessment': {
      title: 'Tietosuojaa koskeva vaikutustenarviointi',
      question: 'Milloin vaikutustenarviointi (35 artikla) on hyväksytty?',
    },
    'balancing-test': {
      title: 'Tasapainotesti',
      question:
        'Milloin on arvioitu, että oikeutettu etu ei syrjäytä rekisteröityjen etuja ja oikeuksia (6 artiklan 1 kohdan f alakohta)?',
    },
  },
  options: {
    '61-days': '61 vuorokautta (6 §)',
    '2-months': 'Kaksi kuukautta (12 §)',
    'announcement-changed': 'Tiedotetta muutetaan',
    'purposes-narrowed': 'Muista käyttötarkoituksista luovutaan',
    'under-service-development': 'Kuunnellaan palvelun kehittämiseksi, tukipyyntö viitteenä',
    'not-done': 'Ei kuunnella uudelleen',
  },
};
