import { setTimeout as wait } from 'node:timers/promises';
import { LOG_TIMEOUT_MS } from '../../src/audit/trail/group-commit.js';
import { findingsOf, ONE_TRY_MS, shows, type Outcome } from './fault-findings.js';
import type { FaultKind } from './fault-kinds.js';
import { receive, type Asked, type Received } from './fault-receive.js';
import type { FaultyServer } from './fault-server.js';
import type { Way } from './fault-ways.js';
import { leafOf, type LoggedEvent } from './log.js';
import type { TestServer } from './server.js';

/** What a round of faults has shown. */
export interface Round {
  /** How many statements were struck, and how many of them the log depends on. */
  readonly struck: number;
  readonly ofLog: number;
  readonly findings: readonly string[];
}

/** What cannot be recorded is refused, and the refusal is to be recorded as well. */
const TWO_TRIES_MS = 2 * ONE_TRY_MS;
/** Longer than a caller waits for the log; what has no limit of its own still hangs then. */
const HANGING_MS = 3500;
/** Well before the first of them is given up after {@link LOG_TIMEOUT_MS}. */
const BATCH_MS = LOG_TIMEOUT_MS / 2;
const NOTHING: Received = { status: null, bytes: Buffer.alloc(0), whole: false, waitedMs: HANGING_MS };

/** Strikes every statement of every way, one request each; after each the same request without a fault must succeed. */
export async function strikeEach(
  server: TestServer,
  faulty: FaultyServer,
  ways: readonly Way[],
  kind: FaultKind,
): Promise<Round> {
  const outcomes: Outcome[] = [];
  const notWell: string[] = [];
  for (const way of ways) {
    for (let nth = 1; ; nth += 1) {
      const since = later(server);
      const { asked, audio } = await way.prepare();
      const fault = faulty.database.arm({ kind, nth });
      const received = await receive(faulty.url, asked);
      await faulty.database.calm();
      const events = await eventsSince(server, since); // before the next request adds what this one lacked
      const again = fault.struck ? await askedAgain(faulty, asked) : received;
      if (!shows(again) || !again.whole) notWell.push(`${way.name} after ${kind} ${nth}: ${String(again.status)}`);
      if (!fault.struck) break;
      outcomes.push({ way, kind, struck: fault.struck, audio, received, longestMs: ONE_TRY_MS, events });
    }
  }
  return roundOf(outcomes, notWell);
}

/**
 * What the same request brings when nothing fails. A busy machine may itself be slower than the log's time; what a fault
 * left behind fails at once, or again.
 */
async function askedAgain(faulty: FaultyServer, asked: Asked): Promise<Received> {
  const received = await receive(faulty.url, asked);
  const isSlow = received.waitedMs >= LOG_TIMEOUT_MS && !(shows(received) && received.whole);
  return isSlow ? receive(faulty.url, asked) : received;
}

/** Loses the connection at one statement of a transaction again and again; at last the same must work. */
export async function breakTransactions(
  faulty: FaultyServer,
  way: Way,
  { at, times }: { readonly at: string; readonly times: number },
): Promise<Received> {
  const { asked } = await way.prepare();
  for (let time = 0; time < times; time += 1) {
    faulty.database.arm({ kind: 'disconnect', of: ({ text }) => text === at });
    await receive(faulty.url, asked);
    await faulty.database.calm();
  }
  return Promise.race([receive(faulty.url, asked), wait(HANGING_MS, NOTHING, { ref: false })]);
}

/**
 * Lets every statement of every way hang, each in a request of its own; they hang side by side, but no longer than until the first is
 * given up: what is put on record of that one would be taken for a statement of the next.
 */
export async function hangEach(server: TestServer, faulty: FaultyServer, ways: readonly Way[]): Promise<Round> {
  // What is read once for many requests is read here: otherwise a later request has fewer statements, and one is passed over.
  for (const way of ways) await receive(faulty.url, (await way.prepare()).asked);
  const rounds: Round[] = [];
  let batch = newBatch(server);
  const end = async (): Promise<void> => {
    faulty.database.disarm();
    rounds.push(await endHanging(server, faulty, batch));
    batch = newBatch(server);
  };
  for (const way of ways) {
    for (let nth = 1; ;) {
      let request = await way.prepare(); // takes as long as a busy machine takes
      if (hasLasted(batch, BATCH_MS)) {
        await end();
        request = await way.prepare(); // what it puts on record belongs to the batch that it is asked in
      }
      const { asked, audio } = request;
      const fault = faulty.database.arm({ kind: 'hang', nth });
      const answer = receive(faulty.url, asked);
      const struck = await Promise.race([fault.strikes, answer.then(() => null)]);
      if (!struck) break;
      if (hasLasted(batch, LOG_TIMEOUT_MS)) {
        await Promise.all([end(), answer]); // what was struck may be what is put on record of the first: once more
        continue;
      }
      batch.firstHungAtMs ??= performance.now();
      batch.hanging.push(
        answer.then(received => ({ way, kind: 'hang', struck, audio, received, longestMs: ONE_TRY_MS })),
      );
      nth += 1;
    }
  }
  await end();
  return joined(rounds);
}

interface Batch extends Hanging {
  readonly hanging: Promise<Omit<Outcome, 'events'>>[];
  firstHungAtMs: number | null;
}

function newBatch(server: TestServer): Batch {
  return { since: later(server), hanging: [], firstHungAtMs: null };
}

function hasLasted({ firstHungAtMs }: Batch, limitMs: number): boolean {
  return firstHungAtMs !== null && performance.now() - firstHungAtMs > limitMs;
}

function joined(rounds: readonly Round[]): Round {
  return {
    struck: rounds.reduce((sum, { struck }) => sum + struck, 0),
    ofLog: rounds.reduce((sum, { ofLog }) => sum + ofLog, 0),
    findings: rounds.flatMap(({ findings }) => findings),
  };
}

/** Lets every statement that writes events hang, on whatever connection, while all ways are asked at once. */
export async function hangLog(server: TestServer, faulty: FaultyServer, ways: readonly Way[]): Promise<Round> {
  const since = later(server);
  const prepared = await Promise.all(ways.map(async way => ({ way, ...(await way.prepare()) })));
  const asked = prepared.filter(({ way }) => way.name !== 'the first extent'); // it was reserved with the grant
  const fault = faulty.database.arm({ kind: 'hang', of: ({ isOfLog }) => isOfLog, forGood: true });
  const hanging = asked.map(async ({ way, asked: wanted, audio }) => {
    const [received, struck] = await Promise.all([receive(faulty.url, wanted), fault.strikes]);
    return { way, kind: 'hang' as const, struck, audio, received, longestMs: TWO_TRIES_MS };
  });
  return endHanging(server, faulty, { since, hanging, lastsMs: TWO_TRIES_MS + 500 });
}

interface Hanging {
  readonly since: Date;
  readonly hanging: readonly Promise<Omit<Outcome, 'events'>>[];
  readonly lastsMs?: number;
}

async function endHanging(
  server: TestServer,
  faulty: FaultyServer,
  { since, hanging, lastsMs = HANGING_MS }: Hanging,
): Promise<Round> {
  await wait(lastsMs);
  await faulty.database.calm();
  const outcomes = await Promise.all(hanging);
  const events = await eventsSince(server, since);
  return roundOf(outcomes.map(outcome => ({ ...outcome, events })));
}

function roundOf(outcomes: readonly Outcome[], notWell: readonly string[] = []): Round {
  return {
    struck: outcomes.length,
    ofLog: outcomes.filter(({ struck }) => struck.isOfLog).length,
    findings: [...outcomes.flatMap(findingsOf), ...notWell],
  };
}

/** An instant that all events until now lie before. */
function later({ clock }: TestServer): Date {
  clock.advance(1);
  return clock.now();
}

async function eventsSince(server: TestServer, since: Date): Promise<LoggedEvent[]> {
  const rows = await server.sql<{ leaf: Buffer }>('select leaf from audit_event where recorded_at >= $1', [since]);
  return rows.map(({ leaf }) => leafOf(leaf));
}
