import type { Slot } from './demand.js';
import type { Dialogue, Rendering } from './dialogues.js';
import { AGENTS, type Person } from './people.js';
import type { SeededRandom } from './seeded-random.js';

/** A call with everything but what is given in order of time: the exchange's id and the ticket. */
export interface Draft {
  readonly dialogue: Dialogue;
  readonly person: Person;
  readonly agent: string;
  readonly queue: string;
  readonly startedAtMs: number;
  readonly answeredAtMs: number;
  readonly lengthMs: number;
  /** The same for both legs of a transferred call. */
  readonly contact: number;
  readonly ticketed: boolean;
  readonly rendering: Pick<Rendering, 'format' | 'channels'>;
}

/** What a contact is drawn from. */
export interface World {
  readonly dialogues: readonly Dialogue[];
  readonly callers: readonly Person[];
  readonly random: SeededRandom;
}

const ON_CALL = 'on-call';
const TRANSFER_SHARE = 0.1;
const CUT_OFF_SHARE = 0.12;
const TRANSFER_WAIT_MS = 1000;

/** What the exchanges of the demo deliver: most of it stereo A-law, some of it as older exchanges do. */
const RENDERINGS = [
  { share: 0.62, format: 'alaw', channels: 2 },
  { share: 0.14, format: 'ulaw', channels: 2 },
  { share: 0.1, format: 'pcm16', channels: 1 },
  { share: 0.1, format: 'alaw', channels: 1 },
  { share: 0.04, format: 'pcm16', channels: 2 },
] as const;

/** One call within the slot, or the two legs of a transferred one. */
export function contact(slot: Slot, mayTransfer: boolean, number: number, world: World): Draft[] {
  const { dialogues, random } = world;
  const transfer = slot.open && mayTransfer && random.chance(TRANSFER_SHARE);
  const fitting = dialogues.filter(
    one => queuesAt(slot, one).length > 0 && (one.transfersTo !== undefined) === transfer,
  );
  const dialogue = random.pickByWeight(fitting, commonness);
  const person = callerOf(dialogue, world);
  const first = draft({ dialogue, person, number }, slot, random, {
    startedAtMs: wholeSeconds(slot.startMs) + random.between(1, 50) * 1000,
    waitMs: waitMs(dialogue, random),
  });
  const next = dialogues.find(({ id }) => id === dialogue.transfersTo);
  if (!next) return [first];
  const moment = { startedAtMs: endedAtMs(first), waitMs: TRANSFER_WAIT_MS };
  const second = draft({ dialogue: next, person, number }, slot, random, moment);
  const others = agentsFor(next).filter(username => username !== first.agent);
  return [first, { ...second, agent: random.pick(others), rendering: first.rendering }];
}

/** The instant a call ends, milliseconds since 1970. */
export function endedAtMs({ answeredAtMs, lengthMs }: Draft): number {
  return answeredAtMs + lengthMs;
}

function queuesAt(slot: Slot, { queues }: Dialogue): string[] {
  return queues.filter(queue => (queue === ON_CALL) !== slot.open);
}

/** Most callers speak Finnish, and most calls come in. */
function commonness({ language, direction }: Dialogue): number {
  return language === 'fi' && direction === 'inbound' ? 2 : 1;
}

function callerOf({ caller, language }: Dialogue, { callers, random }: World): Person {
  const organisation = random.pick(caller.organisations);
  const speakers = callers.filter(one => one.organisation === organisation && one.language === language);
  return speakers.find(({ name }) => name === caller.name) ?? random.pick(speakers);
}

function draft(
  call: { dialogue: Dialogue; person: Person; number: number },
  slot: Slot,
  random: SeededRandom,
  { startedAtMs, waitMs }: { startedAtMs: number; waitMs: number },
): Draft {
  const { dialogue, person, number } = call;
  return {
    dialogue,
    person,
    agent: random.pick(agentsFor(dialogue)),
    queue: random.pick(queuesAt(slot, dialogue)),
    startedAtMs,
    answeredAtMs: startedAtMs + waitMs,
    lengthMs: lengthMs(dialogue, random),
    contact: number,
    ticketed: random.chance(2 / 3),
    rendering: renderingOf(random.pickByWeight(RENDERINGS, ({ share }) => share)),
  };
}

function agentsFor({ agent }: Dialogue): string[] {
  return AGENTS.filter(({ gender }) => gender === agent.gender).map(({ username }) => username);
}

/** Ringing, the announcement of the recording, and sometimes a queue. */
function waitMs({ direction }: Dialogue, random: SeededRandom): number {
  if (direction === 'outbound') return random.between(4, 18) * 1000;
  return (random.chance(0.3) ? random.between(40, 110) : random.between(12, 35)) * 1000;
}

/** Some lines drop after somebody has spoken, well into the call. Whole seconds, as exchanges report them. */
function lengthMs({ turns, durationMs, transfersTo }: Dialogue, random: SeededRandom): number {
  const endings = turns.filter(({ toMs }) => toMs > durationMs * 0.4 && toMs < durationMs * 0.8);
  if (transfersTo !== undefined || endings.length === 0 || !random.chance(CUT_OFF_SHARE)) return durationMs;
  return Math.ceil(random.pick(endings).toMs / 1000) * 1000;
}

function renderingOf({ format, channels }: (typeof RENDERINGS)[number]): Draft['rendering'] {
  return { format, channels };
}

function wholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
