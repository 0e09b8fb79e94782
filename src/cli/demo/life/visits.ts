import { z } from 'zod';
import type { Role } from '../../../access/index.js';
import { addDays, daysFrom, helsinkiDay, startOfDay, type Day } from '../../../kernel/calendar.js';
import { DEMO_ACCOUNTS } from '../../../server/demo-accounts.js';
import { SeededRandom } from '../seeded-random.js';
import { DemoClient, type Server } from './client.js';
import { addressOf } from './desks.js';
import * as hearing from './hearing-roles.js';
import type { Ledger } from './ledger.js';
import * as overseeing from './overseeing-roles.js';
import { REFUSED_ATTEMPTS } from './refused-attempts.js';
import { aWhile, type References, type Sitting } from './sitting.js';
import { minutes, seconds, type Activity } from './timeline.js';

/** Somebody sits down, signs in and does a part of their work. */
export interface Visit {
  readonly at: Date;
  readonly username: string;
  readonly role: Role;
  /** What they do is drawn from it. */
  readonly seed: string;
}

/** What visits happen in. */
export interface Surroundings {
  readonly server: Server;
  readonly ledger: Ledger;
  readonly references: References;
  readonly now: () => Date;
  /** What the server does by itself every few minutes. */
  readonly scheduledWork: () => Promise<void>;
}

/** How often a role is at work in Tallenne on a working day. */
const VISITS_A_DAY: Readonly<Record<Role, number>> = {
  agent: 2.9,
  'team-lead': 0.55,
  'complaint-handler': 0.35,
  trainer: 0.3,
  'rights-officer': 0.14,
  'data-protection-officer': 0.1,
  auditor: 0.25,
  administrator: 0.12,
};
const FIRST_HOUR_MINUTES = 8 * 60;
const LAST_HOUR_MINUTES = 16 * 60;

/**
 * Who is at work when, on the working days from `from` to `until`.
 * @param wanted.share how busy it is: 1 as a service desk of six is, less for a smaller past
 */
export function planVisits(wanted: { from: Date; until: Date; share: number; seed: number }): Visit[] {
  const random = new SeededRandom(`visits ${wanted.seed}`);
  const days = daysFrom(addDays(helsinkiDay(wanted.from), 1), helsinkiDay(wanted.until)).filter(isWorkingDay);
  const visits = days.flatMap(day => onDay(day, wanted.share, random));
  return visits.map((visit, number) => ({ ...visit, seed: `visit ${wanted.seed} ${number}` }));
}

function onDay(day: Day, share: number, random: SeededRandom): Omit<Visit, 'seed'>[] {
  return Object.entries(VISITS_A_DAY).flatMap(([name, often]) => {
    const role = name as Role; // the keys of a record of roles
    const holders = DEMO_ACCOUNTS.filter(({ grants }) => grants.some(grant => grant.role === role));
    const count = Math.floor(often * share + random.next());
    return Array.from({ length: count }, () => ({
      at: new Date(startOfDay(day).getTime() + minutes(random.between(FIRST_HOUR_MINUTES, LAST_HOUR_MINUTES))),
      username: random.pick(holders).username,
      role,
    }));
  });
}

/** Monday to Friday; who also works on public holidays is on call. */
function isWorkingDay(day: Day): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

const WORK: Readonly<Record<Role, (sitting: Sitting) => Activity>> = {
  agent: hearing.agentAtWork,
  'team-lead': hearing.teamLeadAtWork,
  'complaint-handler': hearing.complaintHandlerAtWork,
  trainer: hearing.trainerAtWork,
  'rights-officer': hearing.rightsOfficerAtWork,
  'data-protection-officer': overseeing.dataProtectionOfficerAtWork,
  auditor: overseeing.auditorAtWork,
  administrator: overseeing.administratorAtWork,
};

const me = z.object({ roles: z.array(z.string()) });

const MISTYPED = 'esittely-2025';
const MISTYPED_SHARE = 0.06;
const REFUSED_SHARE = 0.14;
const SIGNED_OUT_SHARE = 0.75;
/** Longer than a session lives without use; then the server's own work ends it. */
const IDLE_MINUTES = 62;

/** One visit from the sign-in to its end. It lasts less than the quarter of an hour that an access token does. */
export async function* visit(
  { username, role, seed }: Visit,
  { server, scheduledWork, ...around }: Surroundings,
): Activity {
  const random = new SeededRandom(seed);
  const client = new DemoClient(server, addressOf(username));
  const sitting = { ...around, client, username, random };
  if (random.chance(MISTYPED_SHARE)) {
    await client.failToSignIn(username, MISTYPED);
    yield seconds(9);
  }
  await client.signIn(username);
  const { roles } = await client.get('/me', me);
  yield aWhile(sitting);
  const tries = random.chance(REFUSED_SHARE);
  if (tries && roles.length === 1) await random.pick(REFUSED_ATTEMPTS[role])(sitting); // who stands in for another may more
  yield* WORK[role](sitting);
  if (random.chance(SIGNED_OUT_SHARE)) return client.signOut();
  yield minutes(IDLE_MINUTES);
  await scheduledWork();
}
