import type { RecordingDetails } from '../../api/types.js';
import { inOrder } from './leg-order.js';

type StretchKind = RecordingDetails['stretches'][number]['kind'];

/** What goes on in a piece of a leg: waiting in the queue, talking, or a stretch within the talk. */
type PieceKind = 'queue' | 'talk' | StretchKind;

/** Milliseconds since the call began. */
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

interface Piece extends Span {
  readonly kind: PieceKind;
}

export interface Lane {
  readonly id: string;
  readonly isShown: boolean;
  readonly queue: string;
  readonly agent: string;
  readonly pieces: readonly Piece[];
}

interface CallTimeline {
  readonly lengthMs: number;
  /** The legs that the person may see, in order of time. */
  readonly lanes: readonly Lane[];
}

/** The course of a call: each leg on the line of time of the whole call. */
export function timelineOf(recording: RecordingDetails): CallTimeline {
  const legs = [...inOrder(recording)];
  const began = Math.min(...legs.map(({ startedAt }) => Date.parse(startedAt)));
  const ended = Math.max(...legs.map(({ endedAt }) => Date.parse(endedAt)));
  const lanes = legs.map(leg => {
    const isShown = leg.id === recording.id;
    const pieces = piecesOf(leg, began);
    const stretches = isShown ? stretchesOf(recording, began) : [];
    return { id: leg.id, isShown, queue: leg.queue, agent: leg.agent.name, pieces: [...pieces, ...stretches] };
  });
  return { lengthMs: Math.max(1, ended - began), lanes };
}

interface Times {
  readonly startedAt: string;
  readonly answeredAt: string | null;
  readonly endedAt: string;
}

function piecesOf({ startedAt, answeredAt, endedAt }: Times, began: number): Piece[] {
  const at = (instant: string) => Date.parse(instant) - began;
  if (answeredAt === null) return [{ kind: 'talk', fromMs: at(startedAt), toMs: at(endedAt) }];
  const waiting = { kind: 'queue', fromMs: at(startedAt), toMs: at(answeredAt) } as const;
  const talk = { kind: 'talk', fromMs: at(answeredAt), toMs: at(endedAt) } as const;
  return waiting.toMs > waiting.fromMs ? [waiting, talk] : [talk];
}

/** Stretches are told in the time of the audio, which ends with its leg: what is recorded may begin later than the call. */
function stretchesOf({ stretches, startedAt, endedAt, durationMs }: RecordingDetails, began: number): Piece[] {
  const first = Math.max(Date.parse(startedAt), Date.parse(endedAt) - durationMs) - began;
  return stretches.map(({ kind, fromMs, toMs }) => ({ kind, fromMs: first + fromMs, toMs: first + toMs }));
}

/** One line of the table behind the drawing. */
interface Moment extends Span {
  readonly id: string;
  readonly what: PieceKind | 'end';
  readonly queue: string;
  readonly agent: string;
}

/** Everything that the drawing shows, in order of time, and the end. */
export function momentsOf({ lengthMs, lanes }: CallTimeline): Moment[] {
  const moments = lanes.flatMap(({ id, queue, agent, pieces }) =>
    pieces.map(({ kind, fromMs, toMs }) => {
      return { id: `${id} ${kind} ${String(fromMs)}`, what: kind, fromMs, toMs, queue, agent };
    }),
  );
  const end = { id: 'end', what: 'end', fromMs: lengthMs, toMs: lengthMs, queue: '', agent: '' } as const;
  return [...moments.sort((one, other) => one.fromMs - other.fromMs), end];
}
