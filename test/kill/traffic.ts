import { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { addDays, helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import { dueOn, RULE_IN_FORCE } from '../../src/kernel/retention-rule.js';
import type { Answer, Client } from '../support/client.js';
import { changeHold } from './hold-calls.js';
import { inForceThrough, surelyThrough, type Acknowledged, type Ledger } from './ledger.js';
import { type AskedRange, CutShort, receiveRange, WrongAnswer, WrongBytes } from './receive-range.js';
import type { RecordedCall, RecordedCalls } from './recorded-calls.js';

export const CLIENTS = 32;
const LARGE_SHARE = 0.25;
const FRESH_SHARE = 0.2;
const HOLD_SHARE = 0.25;
/** Of what is done about holds: how much is about one that there is. */
const HELD_SHARE = 0.6;
const WAV_HEADER_BYTES = 44;
const DAY_MS = 86_400_000;
/** Nobody's session, not allowed, not there, not so any more, gone. */
const REFUSED: readonly number[] = [401, 403, 404, 409, 410];
/** Calls that end so many days before are due in these days (61 days or two months). */
const DUE_SOON = { from: 57, to: 63 };

/** A person who listens, and the purpose that they state. */
export interface Listener {
  readonly client: Client;
  readonly purpose: { readonly purpose: string; readonly reference?: string };
}

/** Whom the clients of one life of the server speak as. */
export interface Callers {
  readonly url: string;
  readonly ingest: Client;
  readonly listeners: readonly Listener[];
  /** Who asks for holds, hears what is held, and is somebody else than who decides. */
  readonly handler: Listener;
  readonly decider: Client;
}

/** The day that ends while the clients are at work; null where none does. */
export type EndingDay = Day | null;

/** Thirty-two clients that deliver, play, place and release holds until the server is gone or they are told to stop. */
export class Traffic {
  readonly #busy = new Set<Acknowledged>();
  #stopped = false;
  /** How many clients wait for an answer to each. */
  readonly inFlight = { deliveries: 0, playbacks: 0, holds: 0 };

  constructor(
    private readonly callers: Callers,
    private readonly calls: RecordedCalls,
    private readonly ledger: Ledger,
    private readonly ends: EndingDay,
  ) {}

  /** Resolves when every client has stopped. What breaks before {@link stop} was called is noted as unexpected. */
  async run(seed: string): Promise<void> {
    const { listeners } = this.callers;
    const clients = Array.from({ length: CLIENTS }, (_, number) => {
      const random = new SeededRandom(`${seed}/${number}`);
      return this.#client(random, random.pick(listeners));
    });
    await Promise.all(clients);
  }

  /** Tells the clients that what breaks from now on is the kill. */
  stop(): void {
    this.#stopped = true;
  }

  async #client(random: SeededRandom, listener: Listener): Promise<void> {
    while (!this.#stopped) {
      const [isDelivery, isHold] = [random.chance(0.45), random.chance(HOLD_SHARE)];
      const call = isDelivery ? null : this.#some(random, isHold && random.chance(HELD_SHARE));
      if (!call) await this.#deliverSome(random);
      else if (isHold) await this.#changeHold(call, random);
      else await this.#listen(call, random, listener);
    }
  }

  /** @param through the last day on which whoever asks may do so */
  async #explained(work: Promise<void>, call: Acknowledged | null, through: Day): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (error instanceof WrongBytes) this.ledger.unexpected.push(error.message);
      else if (this.#stopped) return;
      else if (isOfMidnight(error) && this.#mayBeOver(call, through)) this.ledger.over += 1;
      else this.ledger.unexpected.push(error instanceof Error ? error.message : String(error));
    }
  }

  /** Whether the end of the day, or of its hold meanwhile, explains that a call is out of reach. */
  #mayBeOver(call: Acknowledged | null, through: Day): boolean {
    const today = helsinkiDay(this.ledger.now());
    if (this.ends !== null && through <= this.ends && this.ends < today) return true;
    if (!call?.hold) return false;
    return call.dueOn < today && (this.#busy.has(call) || call.hold.said === 'released');
  }

  /** A call that is kept today, and that nobody is changing; of those with a hold that lives on, where such are `held`. */
  #some(random: SeededRandom, held: boolean): Acknowledged | null {
    const today = helsinkiDay(this.ledger.now());
    const kept = this.ledger.acknowledged.filter(call => surelyThrough(call) >= today && !this.#busy.has(call));
    const wanted = held ? kept.filter(({ hold }) => hold && inForceThrough(hold) !== null) : kept;
    return wanted.length > 0 ? random.pick(wanted) : kept.length > 0 ? random.pick(kept) : null;
  }

  async #deliverSome(random: SeededRandom): Promise<void> {
    const call = this.calls.next(random.chance(LARGE_SHARE), random, endOf(random, this.ledger.now()));
    await this.#explained(this.#deliver(call), null, dueOn(call.endedAt, RULE_IN_FORCE));
  }

  async #deliver(call: RecordedCall): Promise<void> {
    this.inFlight.deliveries += 1;
    try {
      const { isNew: _, ...taken } = await deliver(this.callers.ingest, this.calls, call);
      this.ledger.acknowledged.push(taken);
    } catch (error) {
      this.ledger.inDoubt.push(call);
      throw error;
    } finally {
      this.inFlight.deliveries -= 1;
    }
  }

  /** Through which day it may be changed is asked before: from then on the hold is in doubt. */
  async #changeHold(call: Acknowledged, random: SeededRandom): Promise<void> {
    const through = changeableThrough(call);
    await this.#explained(this.#hold(call, random), call, through);
  }

  async #hold(call: Acknowledged, random: SeededRandom): Promise<void> {
    this.#busy.add(call);
    this.inFlight.holds += 1;
    try {
      await changeHold(call, this.callers, this.ledger, random);
      this.#busy.delete(call);
    } finally {
      this.inFlight.holds -= 1; // what failed stays busy: nobody plays it before it is known what it is
    }
  }

  /** What is past its last day is heard by the handler alone, while its hold is approved. */
  async #listen(call: Acknowledged, random: SeededRandom, listener: Listener): Promise<void> {
    if (call.dueOn >= helsinkiDay(this.ledger.now()))
      return this.#explained(this.#play(call, random, listener), call, call.dueOn);
    if (call.hold?.said !== 'active') return; // kept, and heard by nobody until it is approved
    await this.#explained(this.#play(call, random, this.callers.handler), call, surelyThrough(call));
  }

  async #play(call: Acknowledged, random: SeededRandom, who: Listener): Promise<void> {
    const audio = this.calls.audioOf(call);
    this.inFlight.playbacks += 1;
    try {
      const playback = await grant(this.callers, who, call.id);
      this.ledger.counts.playbacks += 1;
      for (const range of someRanges(audio.length, random)) await receiveRange(playback, range, audio, this.ledger);
    } finally {
      this.inFlight.playbacks -= 1;
    }
  }
}

/**
 * A day that ends refuses, and ends the audio of what is over at its next extent: nothing else of an answer may say so. No request is without an
 * answer over it, and the server fails over it never.
 */
export function isOfMidnight(error: unknown): boolean {
  return error instanceof CutShort || (error instanceof WrongAnswer && REFUSED.includes(error.status));
}

/** A hold may be decided while it is in force, and asked for while the call is kept. */
function changeableThrough(call: Acknowledged): Day {
  return (call.hold && inForceThrough(call.hold)) ?? surelyThrough(call);
}

/** Just now, or so long ago that the last day is today or soon. */
function endOf(random: SeededRandom, now: Date): Date {
  if (random.chance(FRESH_SHARE)) return new Date(now.getTime() - 1000);
  const wanted = addDays(helsinkiDay(now), random.between(0, 3));
  for (let ago = DUE_SOON.from; ago <= DUE_SOON.to; ago += 1) {
    const endedAt = new Date(now.getTime() - ago * DAY_MS);
    if (dueOn(endedAt, RULE_IN_FORCE) === wanted) return endedAt;
  }
  return new Date(now.getTime() - 1000);
}

/** Delivers a call, for the first time or again. Returns what the server said when it said it has it. */
export async function deliver(
  ingest: Client,
  calls: RecordedCalls,
  call: RecordedCall,
): Promise<Acknowledged & { readonly isNew: boolean }> {
  const answer = await ingest.deliver(calls.metadataOf(call), calls.audioOf(call));
  if (answer.status !== 201 && answer.status !== 200) throw wrong('a delivery', answer);
  const { id, contactId } = answer.body;
  const lastDay = String(answer.body.dueOn) as Day; // api.md
  return {
    ...call,
    ...{ id: String(id), contactId: String(contactId), dueOn: lastDay, hold: null },
    isNew: answer.status === 201,
  };
}

/** States the purpose and returns what was granted. */
export async function grant({ url }: Callers, { client, purpose }: Listener, recordingId: string) {
  const answer = await client.post(`/recordings/${recordingId}/playbacks`, purpose);
  if (answer.status !== 201) throw wrong('a playback', answer);
  return { id: String(answer.body.id), url: `${url}${String(answer.body.audioUrl)}`, token: client.token };
}

/** The whole file as one range. */
export function wholeRange(sizeBytes: number): AskedRange {
  return { first: 0, last: sizeBytes - 1 };
}

function someRanges(sizeBytes: number, random: SeededRandom): AskedRange[] {
  return Array.from({ length: random.between(1, 3) }, () => {
    const first = random.between(0, sizeBytes - WAV_HEADER_BYTES);
    return random.chance(0.5) ? wholeRange(sizeBytes) : { first, last: random.between(first, sizeBytes - 1) };
  });
}

export function wrong(what: string, { status, body }: Answer): WrongAnswer {
  return new WrongAnswer(what, status, String(body.code));
}
