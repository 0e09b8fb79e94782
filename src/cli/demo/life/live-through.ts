import { addDays, daysFrom, helsinkiDay, startOfDay } from '../../../kernel/calendar.js';
import { syntheticCalls, type SyntheticCall } from '../calls.js';
import { loadDialogues, renderWav, type Dialogue } from '../dialogues.js';
import { DemoClient, type Server } from './client.js';
import { deliver, planDeliveries } from './deliveries.js';
import { EXCHANGE_ADDRESS } from './desks.js';
import { Ledger } from './ledger.js';
import type { ScheduledWork } from './scheduled-work.js';
import { References } from './sitting.js';
import { setUpSources } from './sources.js';
import { planStaffing } from './staffing.js';
import { minutes, Timeline, type Activity, type MovedClock } from './timeline.js';
import { planVisits, visit, type Surroundings } from './visits.js';

/** How far back the calls of the demo go: longer than they are kept. */
export const DAYS = 75;
const FULL_CALLS = 420;
const SEED = 2026;
/** Helsinki; the scheduled work looks every minute. */
const PURGES_AT_MINUTES = 1;

/** The past that a demo is to have. */
export interface PastWanted {
  readonly server: Server;
  /** Token of the telephone exchanges; everybody else is known by the demo's accounts. */
  readonly ingestToken: string;
  /** The server's clock, at {@link beginningOf} `until`. */
  readonly clock: MovedClock;
  /** What the server does by itself, which must not run meanwhile but here. */
  readonly scheduledWork: Pick<ScheduledWork, 'run'>;
  readonly until: Date;
  /** How many recordings come in. */
  readonly calls: number;
  /** Called at each step, with how much of the time is lived and the moment. */
  readonly onMoment: (fraction: number, at: Date) => void;
}

/** When everything is set up: at nine in the morning of the day before the first call. */
export function beginningOf(until: Date): Date {
  return new Date(startOfDay(addDays(helsinkiDay(until), -DAYS - 1)).getTime() + minutes(9 * 60));
}

/**
 * Lives the weeks before `until` through: calls come in, people listen, nights purge, all over HTTP and on record, and all
 * drawn from one seed.
 */
export async function liveThrough(wanted: PastWanted): Promise<void> {
  const { clock, until, onMoment } = wanted;
  const from = clock.now();
  const timeline = await plan(wanted, from);
  const spanMs = until.getTime() - from.getTime();
  await timeline.live(until, at => {
    onMoment((at.getTime() - from.getTime()) / spanMs, at);
  });
}

async function plan({ server, ingestToken, clock, scheduledWork, until, calls }: PastWanted, from: Date) {
  const timeline = new Timeline(clock);
  const around: Surroundings = {
    server,
    ledger: new Ledger(),
    references: new References(until.getUTCFullYear()),
    now: () => clock.now(),
    scheduledWork: () => scheduledWork.run(),
  };
  timeline.add(from, setUpSources(server));
  planNights(timeline, from, until, around);
  await planCalls(timeline, { until, count: calls }, around, ingestToken);
  planStaffing(timeline, until, around);
  for (const planned of planVisits({ from, until, share: calls / FULL_CALLS, seed: SEED })) {
    timeline.add(planned.at, visit(planned, around));
  }
  return timeline;
}

/** After the end of each day what is over is purged. */
function planNights(timeline: Timeline, from: Date, until: Date, { scheduledWork }: Surroundings): void {
  async function* night(): Activity {
    await scheduledWork();
  }
  for (const day of daysFrom(addDays(helsinkiDay(from), 1), helsinkiDay(until))) {
    timeline.add(new Date(startOfDay(day).getTime() + minutes(PURGES_AT_MINUTES)), night());
  }
}

async function planCalls(
  timeline: Timeline,
  { until, count }: { readonly until: Date; readonly count: number },
  { server, ledger }: Surroundings,
  ingestToken: string,
): Promise<void> {
  const dialogues = await loadDialogues();
  const calls = syntheticCalls({ dialogues, seed: SEED, now: until, days: DAYS, count });
  const exchange = new DemoClient(server, EXCHANGE_ADDRESS, ingestToken);
  const audioOf = (call: SyntheticCall): Buffer => renderWav(dialogueOf(call, dialogues), call);
  for (const planned of planDeliveries(calls, until, SEED)) {
    timeline.add(planned.at, deliver(planned, { exchange, ledger, audioOf }));
  }
}

function dialogueOf({ dialogueId }: SyntheticCall, dialogues: readonly Dialogue[]): Dialogue {
  const dialogue = dialogues.find(({ id }) => id === dialogueId);
  if (!dialogue) throw new Error(`The demo has no dialogue ${dialogueId}.`);
  return dialogue;
}
