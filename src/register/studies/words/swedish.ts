import type { StudyWords } from './study-words.js';

const TIMES = ['Känd för', 'Hälften högst', '90 % högst', '95 % högst'];

export const SWEDISH: StudyWords = {
  title: 'Undersökning av servicenivån',
  lead: (from, through) => `Inkommande samtal ${from}–${through}.`,
  only: (queue, unit) =>
    [queue === null ? [] : [`Kö: ${queue}.`], unit === null ? [] : [`Enhet: ${unit}.`]].flat().join(' '),
  groups: {
    ...{ day: 'Dag', week: 'Vecka', month: 'Månad', weekday: 'Veckodag', hour: 'Klockslag' },
    ...{ queue: 'Kö', unit: 'Enhet' },
  },
  weekdays: ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'],
  weekOf: monday => `från ${monday}`,
  hour: hour => `kl. ${hour}`,
  notTold: 'inte specificerat',
  all: 'Alla',
  none: 'Under tiden finns inte fem samtal som det går att redogöra för.',
  calls: { caption: 'Samtal', headers: ['Samtal', 'Besvarade', 'Obesvarade', 'Besvarade, andel'] },
  waiting: { caption: 'Väntetid för besvarade samtal', headers: TIMES },
  talking: { caption: 'Samtalstid', headers: TIMES.slice(1) },
  callers: {
    caption: 'Upprepade samtal och ärenden',
    headers: ['Numret känt', 'Upprepade', 'Upprepade, andel', 'Med ärende', 'Med ärende, andel'],
  },
  how: 'Hur siffrorna har räknats',
  rules: [
    'Undersökningen bygger på kontakthistoriken. Samtalsinspelningar spelas inte upp, och siffror om enskilda anställda tas inte fram.',
    'Ett samtal räknas en gång, i den kö och enhet som det först kom till. Samtalets skeden hör till samma samtal.',
    'Besvarat är ett samtal som det finns en inspelning av. Av de obesvarade är de kända som telefonsystemet har meddelat.',
    'Väntetiden är känd bara om telefonsystemet uppger när samtalet besvarades. Samtalstiden räknas från svaret till samtalets slut; om tiden för svaret inte är känd är den ljudets längd.',
    'Ett upprepat samtal kommer från ett nummer som har ringt under de föregående sju dygnen. Numren känns igen på ett blint sökindex, inte i klartext.',
    'Samtal vars användning för undersökningar av servicenivån någon har invänt mot, eller vars behandling är begränsad, är inte med.',
    'Om färre än fem samtal sägs ingenting: små grupper slås ihop på raden ”inte specificerat”, och ett litet tal lämnas bort. En tid som färre än fem samtal överskrider lämnas bort.',
  ],
  exact: 'Siffrorna har räknats ur kontakthistoriken, och tiderna är exakta.',
  within: percent =>
    `Efter förvaringstiden fås siffrorna ur avidentifierade dagssiffror. Därför kan tiderna avvika med högst ${percent}; antalet samtal är exakt.`,
  without: days => `Dagssiffror saknas för ${days} dagar.`,
};
