import type { StudyWords } from './study-words.js';

const TIMES = ['Tiedossa', 'Puolet enintään', '90 % enintään', '95 % enintään'];

export const FINNISH: StudyWords = {
  title: 'Palvelutasotutkimus',
  lead: (from, through) => `Saapuneet puhelut ${from}–${through}.`,
  only: (queue, unit) =>
    [queue === null ? [] : [`Jono: ${queue}.`], unit === null ? [] : [`Yksikkö: ${unit}.`]].flat().join(' '),
  groups: {
    ...{ day: 'Päivä', week: 'Viikko', month: 'Kuukausi', weekday: 'Viikonpäivä', hour: 'Kellonaika' },
    ...{ queue: 'Jono', unit: 'Yksikkö' },
  },
  weekdays: ['maanantai', 'tiistai', 'keskiviikko', 'torstai', 'perjantai', 'lauantai', 'sunnuntai'],
  weekOf: monday => `${monday} alkava`,
  hour: hour => `klo ${hour}`,
  notTold: 'ei eritelty',
  all: 'Kaikki',
  none: 'Ajalla ei ole viittä puhelua, joista voisi kertoa.',
  calls: { caption: 'Puhelut', headers: ['Puheluita', 'Vastattu', 'Ei vastattu', 'Vastattu, osuus'] },
  waiting: { caption: 'Odotusaika vastattuihin puheluihin', headers: TIMES },
  talking: { caption: 'Puheaika', headers: TIMES.slice(1) },
  callers: {
    caption: 'Uusintasoitot ja tiketit',
    headers: ['Numero tiedossa', 'Uusintasoittoja', 'Uusintasoittoja, osuus', 'Tiketillisiä', 'Tiketillisiä, osuus'],
  },
  how: 'Miten luvut on laskettu',
  rules: [
    'Tutkimus perustuu kontaktihistoriaan. Puhelutallenteita ei kuunnella, eikä yksittäisen työntekijän lukuja muodosteta.',
    'Puhelu lasketaan kerran, sen jonon ja yksikön kohdalle, johon se ensin tuli. Puhelun vaiheet kuuluvat samaan puheluun.',
    'Vastattu on puhelu, josta on tallenne. Vastaamatta jääneistä tiedetään ne, jotka puhelinjärjestelmä on ilmoittanut.',
    'Odotusaika on tiedossa vain, jos puhelinjärjestelmä ilmoittaa, milloin puheluun vastattiin. Puheaika lasketaan vastauksesta puhelun päättymiseen; ellei vastauksen hetkeä tiedetä, se on äänen kesto.',
    'Uusintasoitto on puhelu numerosta, josta on soitettu edellisten seitsemän vuorokauden aikana. Numerot tunnistetaan hakutiivisteestä, ei selväkielisinä.',
    'Puhelut, joiden käyttö palvelutasotutkimuksiin on vastustettu tai joiden käsittelyä on rajoitettu, eivät ole mukana.',
    'Alle viidestä puhelusta ei kerrota mitään: pienet ryhmät yhdistetään riville ”ei eritelty”, ja pieni luku jätetään pois. Aika, jonka ylittää alle viisi puhelua, jätetään pois.',
  ],
  exact: 'Luvut on laskettu kontaktihistoriasta, ja ajat ovat tarkkoja.',
  within: percent =>
    `Säilytysajan jälkeen luvut saadaan tunnisteettomista päiväluvuista. Siksi ajoissa on enintään ${percent} poikkeama; puheluiden määrät ovat tarkkoja.`,
  without: days => `Päiväluvut puuttuvat ${days} päivältä.`,
};
