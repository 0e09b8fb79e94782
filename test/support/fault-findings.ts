import type { LoggedEvent } from './log.js';
import type { FaultKind } from './fault-kinds.js';
import { jsonOf, type Received } from './fault-receive.js';
import type { SeenStatement } from './fault-statements.js';
import type { PreparedRequest, Way } from './fault-ways.js';

const EXTENT_BYTES = 1024 * 1024;
/** A caller waits 2 s for the log; the rest is for a machine that is busy. */
export const ONE_TRY_MS = 3000;
const OF_A_PROBLEM = ['type', 'title', 'status', 'code', 'requestId'];
/** What it may say besides: when to ask again. */
const BESIDES = 'retryAfterSeconds';

/** One request during which a statement was struck. */
export interface Outcome {
  readonly way: Pick<Way, 'name' | 'action'>;
  readonly kind: FaultKind;
  readonly struck: Pick<SeenStatement, 'text' | 'isOfLog'>;
  readonly audio: PreparedRequest['audio'];
  readonly received: Received;
  /** How long the answer may take where the log fails. */
  readonly longestMs: number;
  /** What was committed from before the request was prepared until after it was answered. */
  readonly events: readonly LoggedEvent[];
}

/** What is wrong with an outcome, a line each: something was shown without its event, or the answer is another. */
export function findingsOf(outcome: Outcome): string[] {
  const { way, kind, struck } = outcome;
  const found = [...withoutEvent(outcome), ...wrongAnswer(outcome), ...wrongAnswerOfLog(outcome)];
  return found.map(what => `${way.name}, ${kind} at "${struck.text.slice(0, 60)}": ${what}`);
}

/** Whether the answer shows something rather than a problem. */
export function shows({ status }: Received): boolean {
  return status !== null && status < 300;
}

/** What was shown and is on no record. */
function withoutEvent({ way, audio, received, events }: Outcome): string[] {
  if (!shows(received)) return [];
  if (!audio) return events.some(event => isRecordOf(event, way, received)) ? [] : ['shown without an event'];
  const recorded = extentsOnRecord(audio.playbackId, events);
  return extentsIn(audio.first, received.bytes.length)
    .filter(extent => !recorded.has(extent))
    .map(extent => `bytes of extent ${extent} without an event`);
}

function isRecordOf({ action, outcome, object }: LoggedEvent, way: Outcome['way'], received: Received): boolean {
  const granted = way.action === 'playback.granted' ? jsonOf(received).id : object?.id;
  return action === way.action && outcome === 'done' && object?.id === granted;
}

/** The extents that committed events reserve for a playback. */
function extentsOnRecord(playbackId: string, events: readonly LoggedEvent[]): Set<number> {
  const reserving = events.filter(
    ({ action, object }) =>
      (action === 'playback.granted' || action === 'playback.extent-reserved') && object?.id === playbackId,
  );
  return new Set(reserving.map(({ facts }) => Number(facts?.extent)));
}

/** The numbers of the extents that `count` bytes from `first` on lie in. */
function extentsIn(first: number, count: number): number[] {
  if (count === 0) return [];
  const from = Math.floor(first / EXTENT_BYTES);
  const to = Math.floor((first + count - 1) / EXTENT_BYTES);
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

/** What shows nothing is a problem answer of the server's own fault, or breaks off before anything. */
function wrongAnswer({ received }: Outcome): string[] {
  if (shows(received)) return [];
  if (received.status === null) return received.bytes.length === 0 ? [] : ['bytes without an answer'];
  const keys = Object.keys(jsonOf(received))
    .filter(key => key !== BESIDES)
    .sort()
    .join();
  const isProblem = received.status >= 500 && keys === [...OF_A_PROBLEM].sort().join();
  return isProblem ? [] : [`answered ${received.status} with ${keys}`];
}

/** Where the log itself fails, the answer is 503 `log-unavailable`, soon; audio that has begun breaks off instead. */
function wrongAnswerOfLog({ kind, struck, audio, received, longestMs }: Outcome): string[] {
  if (!struck.isOfLog || (kind === 'read-only' && struck.text === 'commit')) return []; // what was written before may stay
  const { status, whole, waitedMs } = received;
  const { code } = jsonOf(received);
  const hasBegun = audio !== null && shows(received) && received.bytes.length > 0;
  const isRight = hasBegun ? !whole : status === 503 && code === 'log-unavailable';
  return [
    ...(isRight ? [] : [`answered ${String(status)} ${String(code)}, ${whole ? 'whole' : 'broken off'}`]),
    ...(waitedMs < longestMs ? [] : [`answered only after ${Math.round(waitedMs)} ms`]),
  ];
}
