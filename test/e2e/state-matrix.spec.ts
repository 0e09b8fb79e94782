import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '../../src/access/index.js';
import { PURPOSES_OF_ROLE } from '../../src/access/roles.js';
import { addDays, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { RunPurges } from '../../src/retention/index.js';
import { checkCustody } from '../custody/check-custody.js';
import { wav } from '../support/audio.js';
import type { Client } from '../support/client.js';
import { callMetadata } from '../support/metadata.js';
import { OpenStream } from '../support/open-stream.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { bringGrantInto, bringRecordingInto } from '../support/states.js';
import { ROUTES, UNKNOWN_ID, type RouteRow } from './route-matrix.table.js';
import {
  COLUMNS,
  gapsOf,
  OF_RECORDINGS,
  outcomeFor,
  outcomeOf,
  STATES_OF_PEOPLE,
  STATES_OF_RECORDINGS,
  type Outcome,
  type PersonState,
  type RecordingState,
} from './state-matrix.table.js';

/** The states that the issue names; `active` is one of people as of recordings. */
const NAMED = [
  ...['active', 'suspended', 'no undertaking', 'expired', 'other queue', 'restricted'],
  ...['on hold past the ordinary day', 'over', 'purged'],
];

/** After these calls the asker is no longer in their state, so each is asked by a person of its own. */
const CHANGES_ASKER = ['POST /api/v1/me/undertaking', 'DELETE /api/v1/sessions/current'];

/** What a person of the role says that they listen for. */
const LISTENS_FOR: Readonly<Partial<Record<Role, object>>> = {
  agent: { purpose: 'service-development', reference: 'INC-1' },
  'team-lead': { purpose: 'internal-training' },
  'complaint-handler': { purpose: 'complaint', reference: 'V-1' },
  trainer: { purpose: 'internal-training' },
  'rights-officer': { purpose: 'rights-request', reference: 'P-1' },
};

/** Many people and recordings come into their states before anything is asked. */
const PREPARING_MS = 400_000;

interface Known {
  readonly id: string;
  readonly contactId: string;
  /** Of each role that hears, granted before the recording came into its state. */
  readonly playbacks: Map<Role, string>;
}

describe('every route, every role and every state', () => {
  let server: TestServer;
  const people = new Map<string, TestPerson>();
  const clients = new Map<string, Client>();
  const recordings = new Map<RecordingState, Known>();

  beforeAll(async () => {
    server = await startTestServer();
    for (const role of ROLES) people.set(`active ${role}`, await personIn('active', role));
    recordings.set('purged', await purgedRecording());
    for (const state of STATES_OF_PEOPLE) {
      for (const role of ROLES) clients.set(`${state} ${role}`, await signedIn(state, role));
    }
    for (const state of STATES_OF_RECORDINGS) if (state !== 'purged') recordings.set(state, await recordingIn(state));
  }, PREPARING_MS);

  afterAll(async () => {
    OpenStream.closeAll();
    // Only in its row was its day over: the keys and the contact are still of the day that the call was given.
    await server.sql(`update recording r set ordinary_due_on = c.due_on, due_on = c.due_on from contact c
      where c.id = r.contact_id and r.due_on < c.due_on`);
    await checkCustody(server);
    await server.stop();
  });

  it('are in the tables: each state that the issue names, and each route to a recording with each state', async () => {
    expect([...new Set([...STATES_OF_PEOPLE, ...STATES_OF_RECORDINGS])].sort()).toEqual([...NAMED].sort());
    const documented = await openings();
    expect(gapsOf(documented, OF_RECORDINGS)).toEqual([]);
    expect(Object.keys(documented).filter(route => !(route in ROUTES))).toEqual([]);
  });

  it('would fail for a route to a recording without states, a state without an outcome, and a row without a route', () => {
    const known = Object.fromEntries(Object.entries(ROUTES).map(([route, { opening }]) => [route, opening]));
    const { 'GET /api/v1/recordings/{id}': read = {}, ...others } = OF_RECORDINGS;
    const { over: _, ...withoutOver } = read as (typeof OF_RECORDINGS)[string];
    const rows = { ...others, 'GET /api/v1/recordings/{id}': withoutOver, 'GET /api/v1/gone': read };
    expect(gapsOf({ ...known, 'GET /api/v1/recordings/{id}/new': 'read Recording' }, rows)).toEqual([
      'GET /api/v1/gone is no route to a recording',
      'GET /api/v1/recordings/{id} lacks over',
      'GET /api/v1/recordings/{id}/new has no states of recordings',
    ]);
  });

  describe.each(Object.entries(ROUTES))('%s', (route, row) => {
    it('answers people in each state of their access as the table says', async () => {
      const answered = await byStateAndRole(STATES_OF_PEOPLE.slice(1), (state, role) =>
        statusFor(route, row, state, role),
      );
      const expected = await byStateAndRole(STATES_OF_PEOPLE.slice(1), (state, role) =>
        outcomeFor(route, row, state, role),
      );
      expect(answered).toEqual(expected);
    });
  });

  describe.each(Object.keys(OF_RECORDINGS))('%s', route => {
    it('answers each role as the table says, in each state of the recording', async () => {
      const answered = await byStateAndRole(STATES_OF_RECORDINGS, (state, role) => outcomeAt(route, state, role));
      expect(answered).toEqual(
        await byStateAndRole(STATES_OF_RECORDINGS, (state, role) => outcomeOf(route, state, role)),
      );
    });
  });

  async function personIn(state: PersonState, role: Role): Promise<TestPerson> {
    const grant = { role, purposes: PURPOSES_OF_ROLE[role], queues: ['user-support'] };
    const person = await addPerson(server, { grants: [grant], bound: state !== 'no undertaking' });
    if (state === 'suspended' || state === 'expired') await bringGrantInto(server, person, state);
    return person;
  }

  async function signedIn(state: PersonState, role: Role): Promise<Client> {
    const person = people.get(`${state} ${role}`) ?? (await personIn(state, role));
    return server.as(person.username);
  }

  async function deliver(): Promise<{ id: string; contactId: string; dueOn: Day }> {
    const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now()), wav({ seconds: 0.1 }));
    expect(status).toBe(201);
    return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day };
  }

  /** Taken by the purge itself after its day, with everything that people had begun on it. */
  async function purgedRecording(): Promise<Known> {
    const { dueOn, ...filed } = await deliver();
    const playbacks = new Map<Role, string>();
    for (const role of COLUMNS) playbacks.set(role, await playbackOf(filed.id, await signedIn('active', role), role));
    server.clock.moveTo(startOfDay(addDays(dueOn, 1)));
    await server.app.get(RunPurges).execute();
    return { ...filed, playbacks };
  }

  async function recordingIn(state: Exclude<RecordingState, 'purged'>): Promise<Known> {
    const { id, contactId } = await deliver();
    const playbacks = new Map<Role, string>();
    for (const role of COLUMNS) playbacks.set(role, await playbackOf(id, clientOf('active', role), role));
    if (state !== 'active') await bringRecordingInto(server, id, state);
    return { id, contactId, playbacks };
  }

  async function playbackOf(recordingId: string, client: Client, role: Role): Promise<string> {
    const { status, body } = await client.post(`/recordings/${recordingId}/playbacks`, LISTENS_FOR[role]);
    expect(status).toBe(201);
    return String(body.audioUrl).split('/').at(-2) ?? '';
  }

  function clientOf(state: PersonState, role: Role): Client {
    return clients.get(`${state} ${role}`) ?? server.anonymous();
  }

  async function openings(): Promise<Record<string, string | undefined>> {
    const { body } = await server.anonymous().get('/api/openapi.json');
    const paths = body.paths as Record<string, Record<string, { 'x-tallenne-action'?: string }>>; // of operations alone
    return Object.fromEntries(
      Object.entries(paths).flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, operation]) => [
          `${method.toUpperCase()} ${path}`,
          operation['x-tallenne-action'],
        ]),
      ),
    );
  }

  async function statusFor(route: string, row: RouteRow, state: PersonState, role: Role): Promise<number> {
    const changes = row.endsSession === true || CHANGES_ASKER.includes(route);
    const client = changes ? await server.as((await personIn(state, role)).username) : clientOf(state, role);
    const [method = '', template = ''] = route.split(' ');
    const path = withIds(template, recordings.get('active'), role);
    if (row.endless) return (await OpenStream.open(client, path)).status;
    return (await client.request(method, path, row.body)).status;
  }

  async function outcomeAt(route: string, state: RecordingState, role: Role): Promise<Outcome> {
    const known = recordings.get(state);
    const [method = '', template = ''] = route.split(' ');
    const body = bodyOf(route, role);
    const answer = await clientOf('active', role).request(method, withIds(template, known, role), body);
    const isList = COLUMNS.some(hearing => hearing === role) && typeof outcomeOf(route, 'active', role) === 'string';
    if (!isList) return answer.status;
    expect(answer.status).toBe(200);
    return (answer.body.items as { id: string }[]).some(({ id }) => id === known?.id) ? 'found' : 'absent';
  }
});

/** The path to a known recording, its contact or the role's playback of it; to nothing where it is about something else. */
function withIds(template: string, known: Known | undefined, role: Role): string {
  const id = idFor(template, known, role) ?? UNKNOWN_ID;
  return template
    .replace('{id}', id)
    .replace('{name}', 'pbx-9')
    .replaceAll(/\{\w+\}/g, UNKNOWN_ID);
}

function idFor(template: string, known: Known | undefined, role: Role): string | undefined {
  if (template.includes('/recordings/{id}')) return known?.id;
  if (template.includes('/contacts/{id}')) return known?.contactId;
  return template.includes('/playbacks/{id}') ? known?.playbacks.get(role) : undefined;
}

function bodyOf(route: string, role: Role): unknown {
  if (route.endsWith('/reveals')) return { field: 'name', ...(LISTENS_FOR[role] ?? { purpose: 'complaint' }) };
  if (route.startsWith('POST') && route.endsWith('/playbacks')) return LISTENS_FOR[role] ?? { purpose: 'complaint' };
  return ROUTES[route]?.body;
}

async function byStateAndRole<State extends string, T>(
  states: readonly State[],
  ask: (state: State, role: Role) => T | Promise<T>,
): Promise<Record<string, T>> {
  const cells: Record<string, T> = {};
  for (const state of states) for (const role of ROLES) cells[`${state}, ${role}`] = await ask(state, role);
  return cells;
}
