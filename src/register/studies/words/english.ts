import type { StudyWords } from './study-words.js';

const TIMES = ['Known of', 'Half at most', '90% at most', '95% at most'];

export const ENGLISH: StudyWords = {
  title: 'Service-level study',
  lead: (from, through) => `Incoming calls, ${from} to ${through}.`,
  only: (queue, unit) =>
    [queue === null ? [] : [`Queue: ${queue}.`], unit === null ? [] : [`Unit: ${unit}.`]].flat().join(' '),
  groups: {
    ...{ day: 'Day', week: 'Week', month: 'Month', weekday: 'Day of the week', hour: 'Hour' },
    ...{ queue: 'Queue', unit: 'Unit' },
  },
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  weekOf: monday => `from ${monday}`,
  hour: hour => `${hour}:00`,
  notTold: 'not told apart',
  all: 'All',
  none: 'The period does not have five calls that could be told of.',
  calls: { caption: 'Calls', headers: ['Calls', 'Answered', 'Not answered', 'Answered, share'] },
  waiting: { caption: 'Waiting time of answered calls', headers: TIMES },
  talking: { caption: 'Talking time', headers: TIMES.slice(1) },
  callers: {
    caption: 'Repeat calls and tickets',
    headers: ['Number known', 'Repeat calls', 'Repeat calls, share', 'With a ticket', 'With a ticket, share'],
  },
  how: 'How the figures are made',
  rules: [
    'The study is made from the contact history. No recording is listened to, and no figures of single members of staff are made.',
    'A call is counted once, for the queue and unit that it came to first. The legs of a call belong to the same call.',
    'A call is answered where there is a recording of it. Of those that nobody answered, the ones that the telephone system has reported are known.',
    'The waiting time is known only where the telephone system says when the call was answered. The talking time goes from the answer to the end of the call; where the moment of the answer is not known, it is the length of the audio.',
    'A repeat call comes from a number that had called within the seven days before. Numbers are recognised by a blind index, never in clear text.',
    'Calls whose use for studies somebody has objected to, or whose processing is restricted, are left out.',
    'Nothing is said of fewer than five calls: small groups are merged into the row “not told apart”, and a small number is left out. A time that fewer than five calls exceed is left out.',
  ],
  exact: 'The figures are made from the contact history, and times are exact.',
  within: percent =>
    `After the retention period figures come from de-identified daily figures. Times may therefore differ by ${percent} at most; the numbers of calls are exact.`,
  without: days => `Daily figures are missing for ${days} days.`,
};
