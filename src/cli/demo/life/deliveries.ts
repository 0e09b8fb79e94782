import { z } from 'zod';
import { DEMO_ACCOUNTS } from '../../../server/demo-accounts.js';
import type { SyntheticCall } from '../calls.js';
import { SeededRandom } from '../seeded-random.js';
import type { DemoClient } from './client.js';
import type { Ledger } from './ledger.js';
import { minutes, seconds, type Activity } from './timeline.js';

/** What the server makes of a delivery. */
type Outcome = 'filed' | 'to-sort-out' | 'known' | 'too-late' | 'broken';

/** A call on its way to the server: when, what the exchange says of it, and what must come of it. */
export interface Delivery {
  readonly at: Date;
  readonly call: SyntheticCall;
  readonly metadata: object;
  readonly outcome: Outcome;
}

const STATUS: Readonly<Record<Outcome, number>> = {
  filed: 201,
  known: 200,
  'to-sort-out': 202,
  'too-late': 410,
  broken: 422,
};

/** Counted from the newest among the calls of one leg that came in: a few of each wait at any time. */
const WITHOUT_ANNOUNCEMENT = new Set([6, 17, 29, 52, 90, 150, 230, 300]);
const FROM_UNKNOWN_EXTENSION = new Set([11, 73, 160]);
const UNKNOWN_EXTENSION = '4199';
const BY_PLAN_SHARE = 0.3;
const DAY_MS = minutes(24 * 60);
const LATE_DAYS_AGO = 3;
const SURELY_OVER_DAYS = 63;

/**
 * How the two exchanges deliver `calls` (in order of their end): a little after each call, none after `now`. pbx-1 says
 * what was announced and who answered by user name; pbx-2 knows extensions only and often leaves the announcement to the
 * plan. A few calls come without announcement or from an extension that nobody has; some deliveries go wrong.
 */
export function planDeliveries(calls: readonly SyntheticCall[], now: Date, seed: number): Delivery[] {
  const random = new SeededRandom(`deliveries ${seed}`);
  const plain = calls.filter(({ metadata }) => metadata.direction === 'inbound' && metadata.linkedId === undefined);
  const deliveries = calls.map(call => delivery(call, plain.length - 1 - plain.indexOf(call), now, random));
  return [...deliveries, ...mishaps(deliveries, now)];
}

function delivery(call: SyntheticCall, fromNewest: number, now: Date, random: SeededRandom): Delivery {
  const endedAtMs = Date.parse(call.metadata.endedAt);
  const at = new Date(Math.min(endedAtMs + seconds(random.between(15, 90)), now.getTime()));
  const byPlan =
    call.metadata.source === 'pbx-2' && call.metadata.direction === 'inbound' && random.chance(BY_PLAN_SHARE);
  const { notice, agent, ...rest } = call.metadata;
  if (WITHOUT_ANNOUNCEMENT.has(fromNewest)) {
    return { at, call, metadata: { ...rest, agent, notice: { played: false } }, outcome: 'to-sort-out' };
  }
  const answered = FROM_UNKNOWN_EXTENSION.has(fromNewest) ? { extension: UNKNOWN_EXTENSION } : answeredBy(call);
  return { at, call, metadata: { ...rest, agent: answered, ...(byPlan ? {} : { notice }) }, outcome: 'filed' };
}

function answeredBy({ metadata: { source, agent } }: SyntheticCall): object {
  const extension = DEMO_ACCOUNTS.find(({ username }) => username === agent.username)?.extension;
  return source === 'pbx-2' && extension !== undefined ? { extension } : agent;
}

/** A file that arrived cut short, a call sent twice, and one that the exchange found and sends long after its last day. */
function mishaps(deliveries: readonly Delivery[], now: Date): Delivery[] {
  const filed = deliveries.filter(({ outcome }) => outcome === 'filed');
  const [cut, twice] = [filed.at(-31), filed.at(-45)];
  const lateAt = new Date(now.getTime() - LATE_DAYS_AGO * DAY_MS);
  const over = filed.find(({ at }) => lateAt.getTime() - at.getTime() > SURELY_OVER_DAYS * DAY_MS);
  return [
    ...(over ? [{ ...over, at: lateAt, metadata: forgotten(over), outcome: 'too-late' } as const] : []),
    ...(cut ? [{ ...cut, at: new Date(cut.at.getTime() - seconds(10)), outcome: 'broken' } as const] : []),
    ...(twice ? [{ ...twice, at: new Date(twice.at.getTime() + minutes(2)), outcome: 'known' } as const] : []),
  ];
}

/** Another call of the same minute: the one that came may be held still, and would be known. */
function forgotten({ call, metadata }: Delivery): object {
  return { ...metadata, externalId: `${call.metadata.externalId}-found` };
}

const filed = z.object({ id: z.uuid(), contactId: z.uuid() });

/** The exchange delivers one call; a recording that was filed is entered into the ledger. */
export async function* deliver(
  { call, metadata, outcome }: Delivery,
  { exchange, ledger, audioOf }: { exchange: DemoClient; ledger: Ledger; audioOf: (call: SyntheticCall) => Buffer },
): Activity {
  const audio = audioOf(call);
  const sent = outcome === 'broken' ? audio.subarray(0, audio.length / 2) : audio;
  const answer = await exchange.deliver(metadata, sent, STATUS[outcome], z.unknown());
  if (outcome === 'filed') ledger.add({ ...filed.parse(answer), call: call.metadata });
}
