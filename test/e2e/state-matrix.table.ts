import type { Role } from '../../src/access/index.js';
import { ROUTES, type RouteRow } from './route-matrix.table.js';

/** How it stands with somebody's access when they ask. */
export const STATES_OF_PEOPLE = ['active', 'suspended', 'no undertaking', 'expired'] as const;
export type PersonState = (typeof STATES_OF_PEOPLE)[number];

/** How it stands with the recording that is asked for. */
export const STATES_OF_RECORDINGS = [
  ...(['active', 'other queue', 'restricted', 'on hold past the ordinary day', 'over', 'purged'] as const),
];
export type RecordingState = (typeof STATES_OF_RECORDINGS)[number];

/** Roles that hear, in the order of the columns below; the others stop at the guard in every state. */
export const COLUMNS = ['agent', 'team-lead', 'complaint-handler', 'trainer', 'rights-officer'] as const;

/** A status; for lists, whether the recording is in it. */
export type Outcome = number | 'found' | 'absent';

type Class = 'anyone' | 'signed-in' | 'action';

/** What people get by the state of their access: what their role gets by `ROUTES`, or a refusal at the guard. */
const OF_PEOPLE: Readonly<Record<PersonState, Readonly<Record<Class, 'as the role' | 403>>>> = {
  active: { anyone: 'as the role', 'signed-in': 'as the role', action: 'as the role' },
  suspended: { anyone: 'as the role', 'signed-in': 'as the role', action: 403 },
  'no undertaking': { anyone: 'as the role', 'signed-in': 'as the role', action: 403 },
  expired: { anyone: 'as the role', 'signed-in': 'as the role', action: 403 },
};

/** Routes that answer some state otherwise than their class: one line each, such as `'GET /x': { suspended: 404 }`. */
export const EXCEPTIONS: Readonly<Record<string, Readonly<Partial<Record<PersonState, number>>>>> = {};

/** What somebody of `role` gets from a route in some state of their access. */
export function outcomeFor(route: string, { opening, statuses }: RouteRow, state: PersonState, role: Role): number {
  const expected = OF_PEOPLE[state][opening === 'anyone' || opening === 'signed-in' ? opening : 'action'];
  return EXCEPTIONS[route]?.[state] ?? (expected === 'as the role' ? statuses[role] : expected);
}

export type RecordingRow = Readonly<Record<RecordingState, readonly Outcome[]>>;

/**
 * Every route to a recording: what those who hear get when their grant covers the queue `user-support` for all purposes of
 * their role. The hold past the ordinary day is for complaints. Anything else than a recording has none of these states.
 */
// prettier-ignore
export const OF_RECORDINGS: Readonly<Record<string, RecordingRow>> = {
  // columns:                          agent     team-lead  complaint  trainer   rights-officer
  'GET /api/v1/recordings': {
    active:                          ['found',  'found',   'found',   'found',  'found' ],
    'other queue':                   ['absent', 'absent',  'absent',  'absent', 'absent'],
    restricted:                      ['found',  'found',   'found',   'found',  'found' ],
    'on hold past the ordinary day': ['absent', 'absent',  'found',   'absent', 'absent'],
    over:                            ['absent', 'absent',  'absent',  'absent', 'absent'],
    purged:                          ['absent', 'absent',  'absent',  'absent', 'absent'],
  },
  'POST /api/v1/recordings/searches': {
    active:                          ['found',  'found',   'found',   'found',  'found' ],
    'other queue':                   ['absent', 'absent',  'absent',  'absent', 'absent'],
    restricted:                      ['found',  'found',   'found',   'found',  'found' ],
    'on hold past the ordinary day': ['absent', 'absent',  'found',   'absent', 'absent'],
    over:                            ['absent', 'absent',  'absent',  'absent', 'absent'],
    purged:                          ['absent', 'absent',  'absent',  'absent', 'absent'],
  },
  'GET /api/v1/recordings/{id}': {
    active:                          [200,      200,       200,       200,      200     ],
    'other queue':                   [404,      404,       404,       404,      404     ],
    restricted:                      [200,      200,       200,       200,      200     ],
    'on hold past the ordinary day': [404,      404,       200,       404,      404     ],
    over:                            [404,      404,       404,       404,      404     ],
    purged:                          [404,      404,       404,       404,      404     ],
  },
  'GET /api/v1/recordings/{id}/playbacks': {
    active:                          [200,      200,       200,       200,      200     ],
    'other queue':                   [404,      404,       404,       404,      404     ],
    restricted:                      [200,      200,       200,       200,      200     ],
    'on hold past the ordinary day': [404,      404,       200,       404,      404     ],
    over:                            [404,      404,       404,       404,      404     ],
    purged:                          [404,      404,       404,       404,      404     ],
  },
  'GET /api/v1/recordings/{id}/peaks': {
    active:                          [200,      200,       200,       200,      200     ],
    'other queue':                   [404,      404,       404,       404,      404     ],
    restricted:                      [403,      403,       403,       403,      200     ],
    'on hold past the ordinary day': [404,      404,       200,       404,      404     ],
    over:                            [404,      404,       404,       404,      404     ],
    purged:                          [404,      404,       404,       404,      404     ],
  },
  'POST /api/v1/recordings/{id}/reveals': {
    active:                          [201,      201,       201,       403,      201     ],
    'other queue':                   [404,      404,       404,       403,      404     ],
    restricted:                      [403,      403,       403,       403,      403     ],
    'on hold past the ordinary day': [404,      404,       201,       403,      404     ],
    over:                            [404,      404,       404,       403,      404     ],
    purged:                          [404,      404,       404,       403,      404     ],
  },
  'PATCH /api/v1/contacts/{id}': {
    active:                          [200,      200,       200,       200,      200     ],
    'other queue':                   [404,      404,       404,       404,      404     ],
    restricted:                      [200,      200,       200,       200,      200     ],
    'on hold past the ordinary day': [404,      404,       200,       404,      404     ],
    over:                            [404,      404,       404,       404,      404     ],
    purged:                          [404,      404,       404,       404,      404     ],
  },
  'POST /api/v1/recordings/{id}/playbacks': {
    active:                          [201,      201,       201,       201,      201     ],
    'other queue':                   [404,      404,       404,       404,      404     ],
    restricted:                      [403,      403,       403,       403,      201     ],
    'on hold past the ordinary day': [404,      404,       201,       404,      404     ],
    over:                            [404,      404,       404,       404,      404     ],
    purged:                          [404,      404,       404,       404,      404     ],
  },
  // Of a playback that was granted to them before the recording came into its state.
  'HEAD /api/v1/playbacks/{id}/audio': {
    active:                          [200,      200,       200,       200,      200     ],
    'other queue':                   [403,      403,       403,       403,      403     ],
    restricted:                      [403,      403,       403,       403,      200     ],
    'on hold past the ordinary day': [403,      403,       200,       403,      403     ],
    over:                            [403,      403,       403,       403,      403     ],
    purged:                          [404,      404,       404,       404,      404     ],
  },
  'GET /api/v1/playbacks/{id}/audio': {
    active:                          [200,      200,       200,       200,      200     ],
    'other queue':                   [403,      403,       403,       403,      403     ],
    restricted:                      [403,      403,       403,       403,      200     ],
    'on hold past the ordinary day': [403,      403,       200,       403,      403     ],
    over:                            [403,      403,       403,       403,      403     ],
    purged:                          [404,      404,       404,       404,      404     ],
  },
  // Ending takes nothing: whoever began may end, as long as there is anything.
  'DELETE /api/v1/playbacks/{id}': {
    active:                          [204,      204,       204,       204,      204     ],
    'other queue':                   [204,      204,       204,       204,      204     ],
    restricted:                      [204,      204,       204,       204,      204     ],
    'on hold past the ordinary day': [204,      204,       204,       204,      204     ],
    over:                            [204,      204,       204,       204,      204     ],
    purged:                          [404,      404,       404,       404,      404     ],
  },
  'POST /api/v1/recordings/{id}/training-copies': {
    active:                          [403,      403,       403,       201,      403     ],
    'other queue':                   [403,      403,       403,       404,      403     ],
    restricted:                      [403,      403,       403,       403,      403     ],
    'on hold past the ordinary day': [403,      403,       403,       404,      403     ],
    over:                            [403,      403,       403,       404,      403     ],
    purged:                          [403,      403,       403,       404,      403     ],
  },
  // Whoever comes second finds that it waits; what is held is not erased.
  'POST /api/v1/recordings/{id}/erasure': {
    active:                          [201,      409,       409,       403,      409     ],
    'other queue':                   [404,      404,       404,       403,      404     ],
    restricted:                      [201,      409,       409,       403,      409     ],
    'on hold past the ordinary day': [404,      404,       409,       403,      404     ],
    over:                            [404,      404,       404,       403,      404     ],
    purged:                          [404,      404,       404,       403,      404     ],
  },
  'POST /api/v1/contacts/{id}/erasure': {
    active:                          [201,      409,       409,       403,      409     ],
    'other queue':                   [404,      404,       404,       403,      404     ],
    restricted:                      [201,      409,       409,       403,      409     ],
    'on hold past the ordinary day': [404,      404,       409,       403,      404     ],
    over:                            [404,      404,       404,       403,      404     ],
    purged:                          [404,      404,       404,       403,      404     ],
  },
  // For a complaint; what is over is told to those who would otherwise see it.
  'POST /api/v1/recordings/{id}/holds': {
    active:                          [403,      201,       201,       403,      403     ],
    'other queue':                   [403,      404,       404,       404,      404     ],
    restricted:                      [403,      201,       201,       403,      403     ],
    'on hold past the ordinary day': [403,      404,       201,       404,      404     ],
    over:                            [403,      410,       410,       410,      410     ],
    purged:                          [403,      404,       404,       404,      404     ],
  },
  // Samples name no recording; a note is for who drew the call, and here nobody has.
  'GET /api/v1/weekly-samples/pools': {
    active:                          [403,      200,       403,       403,      403     ],
    'other queue':                   [403,      200,       403,       403,      403     ],
    restricted:                      [403,      200,       403,       403,      403     ],
    'on hold past the ordinary day': [403,      200,       403,       403,      403     ],
    over:                            [403,      200,       403,       403,      403     ],
    purged:                          [403,      200,       403,       403,      403     ],
  },
  'POST /api/v1/weekly-samples': {
    active:                          [403,      409,       403,       403,      403     ],
    'other queue':                   [403,      409,       403,       403,      403     ],
    restricted:                      [403,      409,       403,       403,      403     ],
    'on hold past the ordinary day': [403,      409,       403,       403,      403     ],
    over:                            [403,      409,       403,       403,      403     ],
    purged:                          [403,      409,       403,       403,      403     ],
  },
  'PUT /api/v1/recordings/{id}/call-note': {
    active:                          [403,      404,       403,       403,      403     ],
    'other queue':                   [403,      404,       403,       403,      403     ],
    restricted:                      [403,      404,       403,       403,      403     ],
    'on hold past the ordinary day': [403,      404,       403,       403,      403     ],
    over:                            [403,      404,       403,       403,      403     ],
    purged:                          [403,      404,       403,       403,      403     ],
  },
};

/** What somebody of `role` gets from a route to a recording in some state. */
export function outcomeOf(route: string, state: RecordingState, role: Role): Outcome {
  const column = COLUMNS.findIndex(name => name === role);
  return OF_RECORDINGS[route]?.[state][column] ?? ROUTES[route]?.statuses[role] ?? 0;
}

/** What lacks a line, a state or a column of its own, or has one without a route. */
export function gapsOf(
  openings: Readonly<Record<string, string | undefined>>,
  rows: Readonly<Record<string, Readonly<Partial<RecordingRow>>>>,
): string[] {
  const toRecordings = Object.keys(openings).filter(route => isToRecording(route, openings[route]));
  const missing = toRecordings.filter(route => !rows[route]).map(route => `${route} has no states of recordings`);
  const gone = Object.keys(rows).filter(route => !toRecordings.includes(route));
  const holes = Object.entries(rows).flatMap(([route, row]) =>
    STATES_OF_RECORDINGS.filter(state => row[state]?.length !== COLUMNS.length).map(state => `${route} lacks ${state}`),
  );
  return [...missing, ...gone.map(route => `${route} is no route to a recording`), ...holes].sort();
}

/** Machines deliver what is not there yet, and what people keep for themselves is about no recording. */
function isToRecording(route: string, opening = ''): boolean {
  return opening.endsWith(' Recording') && opening !== 'ingest Recording' && !route.includes('/me/');
}
