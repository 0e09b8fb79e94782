import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { CRASH_POINTS, type CrashPoint } from '../../src/kernel/crash-points.js';
import { EndHoldsJob } from '../../src/retention/holds/end-holds.job.js';
import { ContinueErasures } from '../../src/retention/erasures/continue-erasures.job.js';
import { RunPurges } from '../../src/retention/index.js';
import { wav } from '../support/audio.js';
import { Client } from '../support/client.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { reconcileLater } from '../support/reconcile-later.js';
import type { TestServer } from '../support/server.js';
import type { CrashingServer } from './start-crashing.js';

/** Two people who ask and decide, and one who hears for a complaint. */
export interface People {
  readonly asking: TestPerson;
  readonly deciding: TestPerson;
}

export interface Filed {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: Day;
}

/** What is under way when the process dies, and what must have become of it once another one has gone on. */
export interface Scenario {
  readonly name: string;
  readonly points: readonly CrashPoint[];
  /** Brings it about, up to the death of `crashing`. */
  readonly run: (stage: Stage, crashing: CrashingServer) => Promise<void>;
  readonly prepare: (stage: Stage) => Promise<void>;
  /** The state that must be there afterwards: the last day of the recording, or null where it must be gone. */
  readonly expected: (stage: Stage, point: CrashPoint) => Day | null;
}

/** A recording, and what was asked for it before the crash. */
export class Stage {
  holdId = '';
  erasureId = '';

  constructor(
    readonly server: TestServer,
    readonly people: People,
    readonly filed: Filed,
  ) {}

  static async set(server: TestServer, people: People): Promise<Stage> {
    const audio = wav({ seconds: 0.2, channels: 1 });
    const { status, body } = await server.ingest().deliver(callMetadata(server.clock.now()), audio);
    if (status !== 201) throw new Error(`a delivery was answered with ${status}`);
    return new Stage(server, people, {
      id: String(body.id),
      contactId: String(body.contactId),
      dueOn: body.dueOn as Day,
    });
  }

  get today(): Day {
    return helsinkiDay(this.server.clock.now());
  }

  as({ username }: TestPerson, url = this.server.url): Promise<Client> {
    return new Client(url).signIn(username, DEMO_PASSWORD);
  }

  get until(): Day {
    return addDays(this.filed.dueOn, 30);
  }

  async ask(url?: string): Promise<void> {
    const wanted = { kind: 'complaint', reference: 'CASE-1', necessity: 'Testi', until: this.until };
    const { body } = await (await this.as(this.people.asking, url)).post(`/recordings/${this.filed.id}/holds`, wanted);
    this.holdId = String(body.id);
  }

  async approve(url?: string): Promise<void> {
    await (await this.as(this.people.deciding, url)).post(`/holds/${this.holdId}/approval`, {});
  }
}

const DEMO_PASSWORD = (await import('../../src/server/demo-accounts.js')).DEMO_PASSWORD;

const MOVES: readonly CrashPoint[] = ['move.key-copied', 'move.committed', 'move.key-dropped'];
const PURGES = CRASH_POINTS.filter(point => point.startsWith('purge.'));
const ERASURES = CRASH_POINTS.filter(point => point.startsWith('erasure.'));

/** Whoever asks does not hear the end of it: the process dies under the request. */
const unheard = (request: Promise<unknown>): Promise<unknown> => request.catch(() => undefined);

export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'a hold is approved',
    points: MOVES,
    prepare: stage => stage.ask(),
    run: async (stage, crashing) => {
      await Promise.all([unheard(stage.approve(crashing.url)), crashing.toItsDeath()]);
    },
    expected: (stage, point) =>
      point === 'move.key-copied' ? latest(stage.filed.dueOn, addDays(stage.today, 7)) : stage.until,
  },
  {
    name: 'a hold is released',
    points: MOVES,
    prepare: async stage => {
      await stage.ask();
      await stage.approve();
    },
    run: async (stage, crashing) => {
      const client = await stage.as(stage.people.deciding, crashing.url);
      await Promise.all([
        unheard(client.post(`/holds/${stage.holdId}/release`, { reason: 'Testi' })),
        crashing.toItsDeath(),
      ]);
    },
    expected: (stage, point) => (point === 'move.key-copied' ? stage.until : latest(stage.filed.dueOn, stage.today)),
  },
  {
    name: 'its day is purged',
    points: PURGES,
    prepare: () => Promise.resolve(),
    run: async ({ server, filed }, crashing) => {
      server.clock.moveTo(startOfDay(addDays(filed.dueOn, 1)));
      await crashing.purgeAt(server.clock.now());
    },
    expected: () => null,
  },
  {
    name: 'it is erased',
    points: ERASURES,
    prepare: async stage => {
      const client = await stage.as(stage.people.asking);
      const wanted = { ground: 'private-call', reason: 'Testi' };
      stage.erasureId = String((await client.post(`/recordings/${stage.filed.id}/erasure`, wanted)).body.id);
    },
    run: async (stage, crashing) => {
      const client = await stage.as(stage.people.deciding, crashing.url);
      await Promise.all([unheard(client.post(`/erasures/${stage.erasureId}/confirmation`, {})), crashing.toItsDeath()]);
    },
    expected: () => null,
  },
];

export async function peopleOf(server: TestServer): Promise<People> {
  const everything = { untilOn: '2036-12-31' };
  return {
    asking: await addPerson(server, {
      grants: [{ role: 'complaint-handler', purposes: ['complaint'], ...everything }],
    }),
    deciding: await addPerson(server, {
      grants: [{ role: 'team-lead', purposes: ['service-development'], ...everything }],
    }),
  };
}

/** What another process does in the next minute, and in the night after a day. */
export async function goOn(server: TestServer): Promise<void> {
  const { app } = server;
  await app.get(EndHoldsJob).execute();
  await app.get(ContinueErasures).look();
  await app.get(RunPurges).execute();
  await reconcileLater(server, 25 * 3_600_000);
}

function latest(one: Day, other: Day): Day {
  return one > other ? one : other;
}
