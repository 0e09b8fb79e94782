import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../support/in-parallel.js';
import { WrongBytes } from '../kill/receive-range.js';
import { WrongAnswer } from './requests.js';

const WIDTH = 4;
/** A player that was refused, or whose connection broke, asks again; after so long somebody would call it out of order. */
const PATIENCE_MS = 180_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** How a sample was heard. */
export interface HeardAgain {
  readonly identical: number;
  /** Not there, or not the same: nothing that is asked later changes that. */
  readonly lost: readonly string[];
  /** Neither heard nor found lost in all the time that a listener would wait. */
  readonly unheard: readonly string[];
  /** How often somebody was told to come later. */
  readonly refused: number;
  /** How often a connection broke or an answer was late. */
  readonly broken: number;
}

/**
 * Hears each of `calls` through `hear`, again where it was refused or broke off.
 * @param patienceMs for how long each is tried
 */
export async function hearAgain<Call extends { readonly id: string }>(
  calls: readonly Call[],
  hear: (call: Call) => Promise<void>,
  patienceMs = PATIENCE_MS,
): Promise<HeardAgain> {
  const told = { refused: 0, broken: 0 };
  const outcomes = await inParallel(calls, WIDTH, async call => outcomeOf(call, hear, told, patienceMs));
  const having = (kind: Outcome['kind']) => outcomes.filter(outcome => outcome.kind === kind);
  return {
    identical: having('identical').length,
    lost: having('lost').map(({ why }) => why),
    unheard: having('unheard').map(({ why }) => why),
    ...told,
  };
}

interface Outcome {
  readonly kind: 'identical' | 'lost' | 'unheard';
  readonly why: string;
}

async function outcomeOf<Call extends { readonly id: string }>(
  call: Call,
  hear: (call: Call) => Promise<void>,
  told: { refused: number; broken: number },
  patienceMs: number,
): Promise<Outcome> {
  const untilMs = performance.now() + patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
    try {
      await hear(call);
      return { kind: 'identical', why: '' };
    } catch (error) {
      const why = `${call.id}: ${error instanceof Error ? error.message : String(error)}`;
      if (isFinal(error)) return { kind: 'lost', why };
      const isRefusal = error instanceof WrongAnswer && error.isRefusal;
      told[isRefusal ? 'refused' : 'broken'] += 1;
      const waitMs = isRefusal ? Math.max(pauseMs, (error.retryAfterSeconds ?? 0) * 1000) : pauseMs;
      if (performance.now() + waitMs > untilMs) return { kind: 'unheard', why };
      await sleep(waitMs);
    }
  }
}

/** Other bytes, or an answer that is no matter of load. */
function isFinal(error: unknown): boolean {
  if (error instanceof WrongBytes) return true;
  return error instanceof WrongAnswer && error.status < 500 && error.status !== 429;
}
