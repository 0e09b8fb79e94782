/** A page that is shown, as whom, and what must be there before it is worth a picture. */
export interface ShownPage {
  readonly name: string;
  readonly as: string;
  /** An address of the client; `:id` and the like stand for the examples of the demo. */
  readonly path: string;
  readonly waitFor: string;
  readonly title: string;
}

const ROWS = 'main tbody tr:visible';

/** In the order of `docs/screens.md`. */
export const SHOWN_PAGES: readonly ShownPage[] = [
  { name: 'tasks', as: 'oili.oikeus', path: '/tasks', waitFor: 'main h2', title: 'What waits for somebody' },
  { name: 'recordings', as: 'liisa.lupa', path: '/recordings', waitFor: ROWS, title: 'Recordings' },
  { name: 'weekly-sample', as: 'liisa.lupa', path: '/weekly-samples/:id', waitFor: ROWS, title: 'Weekly sample' },
  { name: 'rights-board', as: 'oili.oikeus', path: '/rights-requests', waitFor: ROWS, title: 'Requests by due day' },
  { name: 'rights-case', as: 'oili.oikeus', path: '/rights-requests/:id', waitFor: 'main ol', title: 'One request' },
  { name: 'access-log', as: 'aila.auditoija', path: '/access-log', waitFor: ROWS, title: 'Access log' },
  { name: 'log-state', as: 'aila.auditoija', path: '/log-state', waitFor: 'main pre', title: 'State of the log' },
  { name: 'review-round', as: 'aila.auditoija', path: '/review-rounds/:id', waitFor: 'main h2', title: 'Review round' },
  {
    name: 'review-campaign',
    as: 'aila.auditoija',
    path: '/review-campaigns/:id',
    waitFor: ROWS,
    title: 'Campaign of access reviews',
  },
  { name: 'staff', as: 'yrjo.yllapito', path: '/staff', waitFor: ROWS, title: 'People' },
  { name: 'person', as: 'yrjo.yllapito', path: '/staff/:id', waitFor: 'main h2', title: 'One person' },
  {
    name: 'access-reports',
    as: 'aila.auditoija',
    path: '/access-reports',
    waitFor: 'main table',
    title: 'Who has access',
  },
  { name: 'retention', as: 'yrjo.yllapito', path: '/retention', waitFor: 'main table', title: 'Due days' },
  { name: 'notice', as: 'oili.oikeus', path: '/register/notice', waitFor: 'main h2', title: 'Privacy notice' },
  { name: 'promises', as: 'tapio.tietosuoja', path: '/register/promises', waitFor: ROWS, title: 'Promises and proof' },
  { name: 'incident', as: 'oili.oikeus', path: '/incidents/:id', waitFor: 'main h2', title: 'A breach' },
  {
    name: 'study',
    as: 'tapio.tietosuoja',
    path: '/register/studies',
    waitFor: 'main svg',
    title: 'Study of service levels',
  },
  { name: 'completeness', as: 'yrjo.yllapito', path: '/completeness', waitFor: ROWS, title: 'Account of arrivals' },
];

/** What the script opens by hand. */
export const LISTENING: readonly Pick<ShownPage, 'name' | 'title'>[] = [
  { name: 'purpose', title: 'The purpose of a playback' },
  { name: 'player', title: 'One recording, played' },
];
