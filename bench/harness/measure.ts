import { median, quantile } from './statistics.js';

/** Does one thing, and tells how many milliseconds of it count. */
export type Operation = () => Promise<number>;

/** How long to measure: until `leastMs` and `operations` are reached, or `mostMs`. */
export interface Span {
  readonly leastMs: number;
  readonly operations: number;
  readonly mostMs: number;
}

/** What operations took in one round. */
export interface Sample {
  readonly operations: number;
  /** The median of what counts of each operation. */
  readonly medianMs: number;
  readonly p95Ms: number;
  /** Time on the wall by number of operations, whatever was at once. */
  readonly wallMsPerOperation: number;
  /** Share of the time in which this process, which makes the load, was busy itself. */
  readonly clientBusy: number;
}

/** Repeats `operation`, `atOnce` of them running at any time. */
export async function measure(operation: Operation, atOnce: number, span: Span): Promise<Sample> {
  const took: number[] = [];
  const startedAtMs = performance.now();
  const busyBefore = performance.eventLoopUtilization();
  const repeat = async () => {
    while (!isEnough(span, took.length, performance.now() - startedAtMs)) took.push(await operation());
  };
  await Promise.all(Array.from({ length: atOnce }, repeat));
  const wallMs = performance.now() - startedAtMs;
  return {
    operations: took.length,
    medianMs: median(took),
    p95Ms: quantile(took, 0.95),
    wallMsPerOperation: wallMs / took.length,
    clientBusy: performance.eventLoopUtilization(busyBefore).utilization,
  };
}

function isEnough({ leastMs, operations, mostMs }: Span, done: number, passedMs: number): boolean {
  return (done >= operations && passedMs >= leastMs) || (done > 0 && passedMs >= mostMs);
}
