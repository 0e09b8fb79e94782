import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SchedulerRegistry } from '@nestjs/schedule';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { beginningOf, DAYS, liveThrough } from '../../src/cli/demo/life/live-through.js';
import { ScheduledWork } from '../../src/cli/demo/life/scheduled-work.js';
import { DEMO_ACCOUNTS } from '../../src/server/demo-accounts.js';
import { checkCustody } from '../custody/check-custody.js';
import { Client } from '../support/client.js';
import { wav } from '../support/audio.js';
import { startTestServer, type TestServer } from '../support/server.js';

/** A tenth of the demo as people start it: the same people, days and happenings. */
const CALLS = 40;
const CALLS_OF_A_FULLER_PAST = 150;
const FEW_CALLS = 12;
/** In Helsinki a Monday, an hour after midnight: the week has hardly anything in it. */
const UNTIL = new Date('2026-10-18T22:00:00Z');
/** In Helsinki the Sunday on which summer time ends. */
const SUMMER_ENDS = new Date('2026-10-25T01:30:00Z');
/** A limit for a machine that is busy with others too. */
const LOADED_WITHIN_MS = 600_000;

interface Summary {
  readonly url: string;
  readonly accounts: readonly { readonly username: string; readonly password: string; readonly roles: string[] }[];
  readonly ingestToken: string;
}

interface Place {
  readonly data: string;
  readonly keys: string;
  readonly copy: string;
}

let root = '';
const started: Demo[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tallenne-demo-'));
  await chmod(root, 0o755); // under root PostgreSQL runs as another user, who must pass through
});

afterAll(async () => {
  for (const demo of started) await demo.stop();
  await rm(root, { recursive: true, force: true });
});

/** One run of the built command. */
class Demo {
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  output = '';

  constructor(
    readonly place: Place,
    settings: Readonly<Record<string, string>> = {},
  ) {
    const main = join(import.meta.dirname, '../../dist/src/cli/main.js');
    const folders = { TALLENNE_DATA_DIR: place.data, TALLENNE_KEYS_DIR: place.keys };
    this.#child = spawn(process.execPath, [main, 'demo'], {
      env: { PATH: process.env.PATH, PORT: '0', TALLENNE_DEMO_CALLS: `${CALLS}`, ...folders, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
    started.push(this);
    this.#ended = once(this.#child, 'exit').then(([code]) => code as number | null); // the event's first argument
  }

  /** Waits for `demo.json`. */
  async loaded(): Promise<Summary> {
    await this.#until(() => readdir(this.place.data).then(names => names.includes('demo.json')));
    return JSON.parse(await readFile(join(this.place.data, 'demo.json'), 'utf8')) as Summary; // as api.md has it
  }

  async said(text: string): Promise<void> {
    await this.#until(() => Promise.resolve(this.output.includes(text)));
  }

  async ended(): Promise<number | null> {
    return this.#ended;
  }

  async stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.#child.kill(signal);
    return this.#ended;
  }

  async #until(holds: () => Promise<boolean>): Promise<void> {
    const began = performance.now();
    while (!(await holds().catch(() => false))) {
      const over = this.#child.exitCode !== null || performance.now() - began > LOADED_WITHIN_MS;
      if (over) throw new Error(`The demo did not come so far:\n${this.output}`);
      await sleep(50);
    }
  }
}

function placeOf(name: string): Place {
  return { data: join(root, `${name}-data`), keys: join(root, `${name}-keys`), copy: join(root, `${name}-log-copy`) };
}

async function postmasterOf({ data }: Place): Promise<number> {
  return Number.parseInt(await readFile(join(data, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** Waits for a process that has been told to end. */
async function gone(pid: number): Promise<boolean> {
  const began = performance.now();
  while (isAlive(pid) && performance.now() - began < 30_000) await sleep(50);
  return !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function items(client: Client, path: string): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { status, body } = await client.get(`${path}limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    const page = body as { items: Record<string, unknown>[]; nextCursor: string | null }; // the shape of every list
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}

const HAPPENINGS = [
  ...['recording.ingested done', 'recording.quarantined done', 'recording.refused refused'],
  ...['recordings.listed done', 'recordings.searched done', 'recording.opened done', 'recording.opened refused'],
  ...['playback.granted done', 'playback.refused refused', 'playback.ended done', 'field.revealed done'],
  ...['contact.ticket-changed done', 'source.changed done', 'route.refused refused'],
  ...['session.started done', 'session.ended done', 'session.refused refused', 'undertaking.acknowledged done'],
  ...[
    'staff.created done',
    'enrolment.confirmed done',
    'enrolment.completed done',
    'staff.deactivated done',
    'grant.created done',
  ],
  ...['hold.requested done', 'hold.approved done', 'erasure.requested done', 'erasure.completed done'],
  ...['grant.revoked done', 'purge.intended done', 'purge.completed done', 'audit.listed done'],
];

async function startLived(until: Date, calls: number): Promise<{ server: TestServer; scheduledWork: ScheduledWork }> {
  const server = await startTestServer({ at: beginningOf(until) });
  const scheduledWork = new ScheduledWork(server.app);
  await scheduledWork.rest();
  const { app, clock, ingestToken } = server;
  const onMoment = (): void => undefined;
  await liveThrough({ server: app, ingestToken, clock, scheduledWork, until, calls, onMoment });
  return { server, scheduledWork };
}

describe('the past of a demo that begins on a Monday, an hour after midnight,', () => {
  let server: TestServer;
  let scheduledWork: ScheduledWork;

  beforeAll(async () => {
    ({ server, scheduledWork } = await startLived(UNTIL, CALLS_OF_A_FULLER_PAST));
  }, LOADED_WITHIN_MS);

  afterAll(async () => {
    await server.stop();
  });

  it('leaves everything in custody as a real one would', async () => {
    expect(server.clock.now()).toEqual(UNTIL);
    await checkCustody(server);
  });

  it('has its events in the order of the moving clock, from the first day to the last', async () => {
    const events = await server.sql<{ at: Date; action: string }>(
      'select recorded_at as at, action from audit_event order by id',
    );
    const moments = events.map(({ at }) => at.getTime());
    expect(moments).toEqual(moments.toSorted((one, other) => one - other));
    expect(events[0]?.at).toEqual(beginningOf(UNTIL));
    expect(UNTIL.getTime() - (moments.at(-1) ?? 0)).toBeLessThan(3 * 3_600_000);
  });

  it('holds everything that happens at a service desk: listening, looking, refusals, rights that change', async () => {
    const actions = await server.sql<{ action: string }>(
      `select distinct action || ' ' || outcome as action from audit_event`,
    );
    const there = new Set(actions.map(({ action }) => action));
    expect(HAPPENINGS.filter(happening => !there.has(happening))).toEqual([]);
  });

  it('has purged each day that is over in the first minutes of the next, and nothing else', async () => {
    const runs = await server.sql<{ day: string; started_at: Date; finished_at: Date | null }>(
      `select day::text, started_at, finished_at from purge_run order by day`,
    );
    expect(runs.length).toBeGreaterThan(5);
    for (const run of runs) {
      const endsAt = Date.parse(`${run.day}T22:00:00Z`); // or an hour earlier in summer
      expect(run.started_at.getTime() - endsAt).toBeLessThan(2 * 60_000);
      expect(run.started_at.getTime() - endsAt).toBeGreaterThanOrEqual(-3_600_000);
      expect(run.finished_at).toEqual(run.started_at);
    }
  });

  it('binds every playback, reveal and search to a person, a session and an address in the office', async () => {
    const acts = await server.sql<{ leaf: string }>(
      `select convert_from(leaf, 'utf8') as leaf from audit_event
       where action in ('playback.granted', 'field.revealed', 'recordings.searched') and outcome = 'done'`,
    );
    expect(acts.length).toBeGreaterThan(20);
    for (const { leaf } of acts) {
      const { actor } = JSON.parse(leaf) as { actor: Record<string, unknown> }; // every leaf has an actor
      expect(actor).toMatchObject({ kind: 'staff', sessionId: expect.any(String) });
      expect(actor.address).toMatch(/^192\.0\.2\.\d+$/);
    }
  });

  it('leaves the scheduled work to the clock of the machine afterwards, where it rested meanwhile', async () => {
    const active = () => [...server.app.get(SchedulerRegistry).getCronJobs().values()].map(({ isActive }) => isActive);
    expect(new Set(active())).toEqual(new Set([false]));
    scheduledWork.goOn();
    expect(new Set(active())).toEqual(new Set([true]));
    await scheduledWork.rest();
  });

  it('leaves no session open that its limits have ended', async () => {
    const [open] = await server.sql<{ open: number }>(
      'select count(*)::int as open from session where ended_at is null and idle_expires_at < $1',
      [new Date(UNTIL.getTime() - 10 * 3_600_000)],
    );
    expect(open?.open).toBe(0);
  });
});

describe('the past of a demo that begins', () => {
  it(
    'on the Sunday on which summer time ends, can be lived',
    async () => {
      const { server } = await startLived(SUMMER_ENDS, FEW_CALLS);
      try {
        expect(server.clock.now()).toEqual(SUMMER_ENDS);
        await checkCustody(server);
      } finally {
        await server.stop();
      }
    },
    LOADED_WITHIN_MS,
  );
});

describe('tallenne demo', () => {
  const place = { data: '', keys: '', copy: '' };
  let demo: Demo;
  let summary: Summary;

  const as = (role: string): Promise<Client> => {
    const { username = '', password = '' } = summary.accounts.find(({ roles }) => roles.includes(role)) ?? {};
    return new Client(summary.url).signIn(username, password);
  };

  /** Half a demo lies there when it starts: an earlier one was interrupted. */
  beforeAll(async () => {
    Object.assign(place, placeOf('whole'));
    const interrupted = new Demo(place);
    await interrupted.said('Lived through 0 %');
    const postmaster = await postmasterOf(place);
    expect(await interrupted.stop()).toBe(130);
    expect(await gone(postmaster)).toBe(true);
    expect(await readdir(place.data)).not.toContain('demo.json');
    demo = new Demo(place);
    summary = await demo.loaded();
  }, LOADED_WITHIN_MS);

  it('names its address, on this machine alone, and an account for each role', async () => {
    expect(summary.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${summary.url}/healthz`)).status).toBe(200);
    const roles = new Set(summary.accounts.flatMap(account => account.roles));
    expect([...roles].sort()).toEqual(
      [...new Set(DEMO_ACCOUNTS.flatMap(({ grants }) => grants.map(g => g.role)))].sort(),
    );
    for (const { username } of summary.accounts) expect(demo.output).toContain(username);
    expect((await stat(join(place.data, 'demo.json'))).mode & 0o077).toBe(0);
  });

  it('lets everybody sign in, with the roles that it names', async () => {
    for (const { username, password, roles } of summary.accounts) {
      const me = await (await new Client(summary.url).signIn(username, password)).get('/me');
      expect(me.body).toMatchObject({ username, roles, demo: true, mustChangePassword: false });
    }
  });

  it.each(['agent', 'team-lead', 'complaint-handler', 'trainer', 'rights-officer'])(
    'has recordings for the %s to find',
    async role => {
      expect((await items(await as(role), '/recordings?')).length).toBeGreaterThan(0);
    },
  );

  it('has calls of the last hour and of the whole time that they are kept, and none from before', async () => {
    const ages = (await items(await as('team-lead'), '/recordings?')).map(
      ({ endedAt }) => (Date.now() - Date.parse(String(endedAt))) / 86_400_000,
    );
    expect(Math.min(...ages)).toBeLessThan(1 / 24);
    expect(Math.max(...ages)).toBeGreaterThan(45);
    expect(Math.max(...ages)).toBeLessThan(62);
  });

  it('has purge runs and certificates of the last two weeks, and lists nothing that has one', async () => {
    const auditor = await as('auditor');
    const runs = await items(auditor, '/retention/purges?');
    const certificates = await items(auditor, '/retention/certificates?');
    expect(runs.length).toBeGreaterThan(1);
    expect(new Set(runs.map(({ outcome }) => outcome))).toEqual(new Set(['completed']));
    expect(certificates.filter(({ unitKind }) => unitKind === 'recording').length).toBeGreaterThan(1);
    const listed = new Set((await items(await as('rights-officer'), '/recordings?')).map(({ id }) => id));
    expect(certificates.filter(({ unitId }) => listed.has(unitId))).toEqual([]);
    const lead = await as('team-lead');
    const purged = certificates.find(({ unitKind }) => unitKind === 'recording');
    expect((await lead.get(`/recordings/${String(purged?.unitId)}`)).status).toBe(404);
  });

  it('has a log of all the weeks', async () => {
    const events = await items(await as('auditor'), '/audit/events?');
    const actions = events.map(({ action, outcome }) => `${String(action)} ${String(outcome)}`);
    expect(actions).toEqual(expect.arrayContaining(['recording.ingested done', 'playback.granted done']));
    expect(actions).toEqual(expect.arrayContaining(['purge.completed done', 'grant.revoked done']));
    const oldest = events.at(-1);
    expect((Date.now() - Date.parse(String(oldest?.at))) / 86_400_000).toBeGreaterThan(DAYS);
  });

  it('goes on in the time of the machine', async () => {
    const { username, password } = summary.accounts[0] ?? {};
    const { body } = await new Client(summary.url).post('/sessions', { username, password });
    const lastsMs = Date.parse(String(body.expiresAt)) - Date.now();
    expect(Math.abs(lastsMs - 15 * 60_000)).toBeLessThan(3_000);
  });

  it('takes a call that has just ended, which is listed and heard', async () => {
    const audio = wav({ seconds: 2 });
    const endedAt = Date.now() - 5_000;
    const call = {
      source: 'pbx-1',
      externalId: '1772349300.42',
      linkedId: '1772349300.40',
      direction: 'inbound',
      startedAt: new Date(endedAt - 280_000).toISOString(),
      answeredAt: new Date(endedAt - 259_000).toISOString(),
      endedAt: new Date(endedAt).toISOString(),
      queue: 'user-support',
      unit: 'Ward systems',
      agent: { username: 'maija.malli' },
      notice: { played: true, version: '2026-1', language: 'fi' },
      caller: {
        category: 'customer-staff',
        name: 'Testi Soittaja',
        phone: '+358401234567',
        email: 't@example.org',
        organisation: 'Example ward',
        personalIdentityCode: '240688U9367',
      },
      patients: [{ name: 'Potilas Testi', personalIdentityCode: '150585Y951A' }],
      ticket: 'INC-10442',
      note: 'cannot sign in',
    };
    const taken = await new Client(summary.url, summary.ingestToken).deliver(call, audio);
    expect(taken).toMatchObject({ status: 201 });
    const lead = await as('team-lead');
    const listed = (await items(lead, '/recordings?')).find(({ id }) => id === taken.body.id);
    expect(listed).toMatchObject({ ticket: 'INC-10442', agent: { mapped: true } });
    const stated = { purpose: 'internal-training', as: 'original' };
    const granted = await lead.post(`/recordings/${String(taken.body.id)}/playbacks`, stated);
    expect((await lead.get(String(granted.body.audioUrl))).bytes.equals(audio)).toBe(true);
  });

  it('refuses a second start on its folders, and lets go of nothing for it', async () => {
    const second = new Demo(place);
    expect(await second.ended()).toBe(1);
    expect(second.output).toContain('Another Tallenne is running');
    expect(second.output.trim().split('\n')).toHaveLength(1);
    expect(await readdir(place.data)).toContain('demo.json');
  });

  it('ends in order at Ctrl-C, and goes on from there at the next start', async () => {
    const before = await items(await as('team-lead'), '/recordings?');
    const postmaster = await postmasterOf(place);
    expect(await demo.stop()).toBe(0);
    expect(await gone(postmaster)).toBe(true);
    await expect(fetch(`${summary.url}/healthz`)).rejects.toThrow();

    const { ingestToken } = summary;
    demo = new Demo(place);
    await demo.said('Going on');
    await demo.said('Ctrl-C');
    summary = await demo.loaded();
    expect(summary.ingestToken).toBe(ingestToken);
    expect((await items(await as('team-lead'), '/recordings?')).map(({ id }) => id)).toEqual(
      before.map(({ id }) => id),
    );
    expect(await demo.stop('SIGTERM')).toBe(0);
  });
});

describe('a demo that is refused', () => {
  it.each(['data', 'keys', 'copy'] as const)('touches no %s folder that holds anything else', async which => {
    const place = placeOf(`foreign-${which}`);
    await mkdir(place[which], { recursive: true });
    await writeFile(join(place[which], 'letter.txt'), 'not yours');
    const demo = new Demo(place);
    expect(await demo.ended()).toBe(1);
    expect(demo.output).toMatch(/^\S+ holds something that is not of this demo, .*\n$/);
    expect(await readdir(place[which])).toEqual(['letter.txt']);
    expect(await readFile(join(place[which], 'letter.txt'), 'utf8')).toBe('not yours');
  });

  it('says in one line that its port is taken, before anything is made', async () => {
    await using other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? `${address.port}` : '';
    const place = placeOf('taken-port');
    const demo = new Demo(place, { PORT: port });
    expect(await demo.ended()).toBe(1);
    expect(demo.output).toBe(`Port ${port} is taken by another program: stop that one, or set PORT to another.\n`);
    expect(await readdir(place.data)).not.toContain('postgres');
  });

  it('says in one line which setting is wrong', async () => {
    const demo = new Demo(placeOf('wrong'), { TALLENNE_DEMO_CALLS: 'many' });
    expect(await demo.ended()).toBe(1);
    expect(demo.output).toBe('Wrong setting. TALLENNE_DEMO_CALLS: must be a whole number from 1 to 5000\n');
  });
});
