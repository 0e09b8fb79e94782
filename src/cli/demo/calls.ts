import { slotsByLikelihood } from './demand.js';
import type { Dialogue, Rendering } from './dialogues.js';
import { contact, endedAtMs, type Draft } from './drafts.js';
import { people, type CallerCategory, type Person, type SpokenName } from './people.js';
import { SeededRandom } from './seeded-random.js';

/** The `metadata` part of `POST /api/v1/recordings`, as far as the demo's exchanges fill it. */
export interface RecordingMetadata {
  readonly source: 'pbx-1' | 'pbx-2';
  readonly externalId: string;
  readonly linkedId?: string;
  readonly direction: 'inbound' | 'outbound';
  readonly startedAt: string;
  readonly answeredAt: string;
  readonly endedAt: string;
  readonly queue: string;
  readonly unit: string;
  readonly agent: { readonly username: string };
  readonly notice: { readonly played: true; readonly version: string; readonly language: 'fi' | 'en' };
  readonly caller: {
    readonly category: CallerCategory;
    readonly name: string;
    readonly phone: string;
    readonly email?: string;
    readonly organisation: string;
    readonly personalIdentityCode?: string;
  };
  readonly patients?: readonly { readonly name: string; readonly personalIdentityCode: string }[];
  readonly ticket?: string;
  readonly note?: string;
}

/** One recording to send. `renderWav(dialogue, call)` makes its audio, which lasts from `answeredAt` to `endedAt`. */
export interface SyntheticCall extends Rendering {
  readonly metadata: RecordingMetadata;
  readonly dialogueId: string;
}

/** What the demo asks for. */
export interface CallsWanted {
  readonly dialogues: readonly Dialogue[];
  readonly seed: number;
  /** No call ends after it. */
  readonly now: Date;
  /** How far back the calls go. */
  readonly days: number;
  /** The number of recordings; a transferred call has two. */
  readonly count: number;
}

/** The version of the recording announcement that every call of the demo heard. */
export const NOTICE_VERSION = '2026-1';
const FIRST_TICKET = 10_001;

/**
 * The recordings of a hospital's service desk over the last `days`, sorted by their end. The same arguments give the
 * same calls.
 * A transferred call is two recordings of which both carry the first one's `externalId` as `linkedId`.
 */
export function syntheticCalls(wanted: CallsWanted): SyntheticCall[] {
  const random = new SeededRandom(`calls ${wanted.seed}`);
  const callers = people(wanted.seed, spokenNames(wanted.dialogues));
  const drafts: Draft[] = [];
  for (const slot of slotsByLikelihood(wanted, random)) {
    const left = wanted.count - drafts.length;
    if (left === 0) break;
    drafts.push(...contact(slot, left > 1, drafts.length, { dialogues: wanted.dialogues, callers, random }));
  }
  return numbered(drafts.sort((one, other) => endedAtMs(one) - endedAtMs(other)));
}

function spokenNames(dialogues: readonly Dialogue[]): SpokenName[] {
  return dialogues.flatMap(({ language, caller }) =>
    caller.name === undefined ? [] : [{ language, name: caller.name, organisation: caller.organisations[0] }],
  );
}

/** What the exchange and the ticket system give to a call, in order of time. */
interface Numbers {
  readonly externalId: string;
  readonly linkedId: string | undefined;
  readonly ticket: string | undefined;
}

/** The second leg of a contact is linked to the first and has its ticket. */
function numbered(drafts: readonly Draft[]): SyntheticCall[] {
  const firstLegs = new Map<number, Numbers>();
  let tickets = FIRST_TICKET;
  return drafts.map((call, index) => {
    const externalId = externalIdOf(call, index);
    const first = firstLegs.get(call.contact) ?? {
      externalId,
      linkedId: call.dialogue.transfersTo === undefined ? undefined : externalId,
      ticket: call.ticketed ? `INC-${tickets++}` : undefined,
    };
    firstLegs.set(call.contact, first);
    return syntheticCall(call, { ...first, externalId }, index);
  });
}

/** pbx-1 counts like Asterisk, from the second a call began; pbx-2 has ids of its own. */
function externalIdOf({ person, startedAtMs }: Draft, index: number): string {
  if (person.source === 'pbx-1') return `${startedAtMs / 1000}.${index + 1}`;
  return `C${(0x5a0000 + index * 7).toString(16).toUpperCase()}`;
}

function syntheticCall(call: Draft, numbers: Numbers, seed: number): SyntheticCall {
  const { dialogue, rendering, lengthMs } = call;
  return { metadata: metadata(call, numbers), dialogueId: dialogue.id, ...rendering, lengthMs, seed };
}

function metadata(call: Draft, { externalId, linkedId, ticket }: Numbers): RecordingMetadata {
  const { dialogue, person } = call;
  return {
    source: person.source,
    externalId,
    ...(linkedId !== undefined && { linkedId }),
    direction: dialogue.direction,
    startedAt: new Date(call.startedAtMs).toISOString(),
    answeredAt: new Date(call.answeredAtMs).toISOString(),
    endedAt: new Date(endedAtMs(call)).toISOString(),
    queue: call.queue,
    unit: dialogue.unit,
    agent: { username: call.agent },
    notice: { played: true, version: NOTICE_VERSION, language: dialogue.language },
    caller: callerFields(person),
    // Only the second exchange hands over identity codes.
    ...(dialogue.patient && person.source === 'pbx-2' && { patients: [dialogue.patient] }),
    ...(ticket !== undefined && { ticket, note: dialogue.topic }),
  };
}

function callerFields({ category, name, phone, email, organisation, personalIdentityCode }: Person) {
  return {
    category,
    name,
    phone,
    ...(email !== undefined && { email }),
    organisation,
    ...(personalIdentityCode !== undefined && { personalIdentityCode }),
  };
}
