import { Injectable } from '@nestjs/common';
import type { Change } from '../../platform/database/index.js';
import { LivingSessions, type SessionState } from '../sessions/living-sessions.js';
import type { OpenStream, StopReason, StreamJudge, StreamNow } from './open-stream.js';
import { inTime } from './in-time.js';

/** So long it may take to find out whether open answers may go on; then they may not. */
const FOUND_OUT_WITHIN_MS = 2_000;

type LivingState = Exclude<SessionState, { over: unknown }>;
type AnyJudge = StreamJudge<OpenStream>;

/**
 * The answers that this instance is giving right now, and what stops them in their middle (ADR 0012). What cannot be
 * found out in time counts as refused.
 */
@Injectable()
export class OpenStreams {
  readonly #open = new Map<OpenStream, AnyJudge>();
  readonly #changed = new Set<string>();
  #anything = false;
  #looking: Promise<void> | null = null;
  #endlessEnd = false;
  #ending = false;

  constructor(private readonly sessions: LivingSessions) {}

  /** From now on `judge` is asked about `stream`, until the function that is returned is called. */
  add<Stream extends OpenStream>(stream: Stream, judge: StreamJudge<Stream>): () => void {
    this.#open.set(stream, judge);
    if (this.#ending || (this.#endlessEnd && stream.isEndless)) this.#stop(stream, 'shutdown');
    return () => this.#open.delete(stream);
  }

  /** The open answers that `judge` is asked about. */
  of<Stream extends OpenStream>(judge: StreamJudge<Stream>): Stream[] {
    return [...this.#open].filter(([, its]) => its === judge).map(([stream]) => stream as Stream);
  }

  /** Looks again at what a change concerns, at everything where it is null. Settles when that is done. */
  async lookAgain(change: Change): Promise<void> {
    if (change === null) this.#anything = true;
    else this.#changed.add(change);
    await (this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    }));
  }

  /** Stops what has no end of its own, now and from now on: the server is about to go, and the rest may come to its end. */
  endEndless(): void {
    this.#endlessEnd = true;
    for (const stream of [...this.#open.keys()].filter(({ isEndless }) => isEndless)) this.#stop(stream, 'shutdown');
  }

  /** Stops everything, and what is added from now on: the server goes. */
  end(): void {
    this.#ending = true;
    for (const stream of this.#open.keys()) this.#stop(stream, 'shutdown');
  }

  async #look(): Promise<void> {
    while (this.#anything || this.#changed.size > 0) {
      const streams = this.#takeConcerned();
      if (streams.length === 0) continue;
      try {
        await inTime(() => this.#judge(streams), FOUND_OUT_WITHIN_MS);
      } catch {
        for (const stream of streams) this.#stop(stream, 'unchecked');
      }
    }
  }

  #takeConcerned(): OpenStream[] {
    const [anything, changed] = [this.#anything, new Set(this.#changed)];
    this.#anything = false;
    this.#changed.clear();
    return [...this.#open.keys()].filter(stream => anything || dependsOf(stream).some(name => changed.has(name)));
  }

  /** One statement for all sessions, then each judge at once for all of its own. */
  async #judge(streams: readonly OpenStream[]): Promise<void> {
    const states = await this.sessions.of([...new Set(streams.map(sessionOf))], FOUND_OUT_WITHIN_MS);
    const byJudge = new Map<AnyJudge, StreamNow<OpenStream>[]>();
    for (const stream of streams) {
      const judge = this.#open.get(stream);
      const state = states.get(sessionOf(stream)) ?? { over: 'access-changed' };
      if ('over' in state) this.#stop(stream, state.over);
      else if (judge) listIn(byJudge, judge).push(nowOf(stream, state));
    }
    await Promise.all([...byJudge].map(([judge, now]) => this.#ask(judge, now)));
  }

  async #ask(judge: AnyJudge, now: readonly StreamNow<OpenStream>[]): Promise<void> {
    for (const stream of await judge.judge(now)) this.#stop(stream, 'refused');
  }

  #stop(stream: OpenStream, because: StopReason): void {
    if (this.#open.delete(stream)) stream.stop(because);
  }
}

function nowOf(stream: OpenStream, { accessEpoch, ends }: LivingState): StreamNow<OpenStream> {
  return { stream, requester: { ...stream.requester, accessEpoch }, ends };
}

function sessionOf({ requester }: OpenStream): string {
  return requester.sessionId ?? '';
}

function dependsOf({ requester, dependsOn }: OpenStream): string[] {
  return [`staff:${requester.id}`, `session:${requester.sessionId ?? ''}`, ...dependsOn];
}

function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
