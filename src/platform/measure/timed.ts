import { processMeasures } from './process-measures.js';
import { inSpan } from './traces.js';

/** What is timed of the parts that the house stands on. */
export type StepKind = 'key' | 'blob' | 'statement';

const SECONDS = {
  key: processMeasures.keySeconds,
  blob: processMeasures.blobSeconds,
  statement: processMeasures.statementSeconds,
} as const;

/**
 * Does `work`, in a span where traces are made, and notes how long it took and whether it failed.
 * @param operation a word of the code: it becomes a label
 */
export async function timed<T>(kind: StepKind, operation: string, work: () => Promise<T>): Promise<T> {
  const ended = SECONDS[kind].startTimer({ operation });
  try {
    const result = await inSpan(`${kind} ${operation}`, { 'tallenne.operation': operation }, work);
    ended({ outcome: 'done' });
    return result;
  } catch (error) {
    ended({ outcome: 'failed' });
    throw error;
  }
}

/** Times each call of some methods of `target` from here on, and returns it. */
export function timeMethods<T extends object>(target: T, kind: StepKind, names: readonly (keyof T & string)[]): T {
  for (const name of names) timeMethod(target, kind, name);
  return target;
}

function timeMethod(target: object, kind: StepKind, name: string): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') return;
  const value = (...values: unknown[]): Promise<unknown> =>
    timed(kind, name, async () => (await Reflect.apply(original, target, values)) as unknown); // what it resolves to
  Object.defineProperty(target, name, { value, writable: true, configurable: true });
}
