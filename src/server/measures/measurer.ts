import { Gauge, type Registry } from 'prom-client';

/** All of them, in the order in which they look: each looks at what the others do, too. */
export const MEASURERS = Symbol('measurers');

/** Measures one part of the house. */
export abstract class Measurer {
  /** What it measures, in one word. */
  abstract readonly part: string;

  /** Makes what it measures known to `registry`, once. */
  abstract register(registry: Registry): void;

  /**
   * Looks how it is now. What it resolves to sets the gauges in one step without waiting: a scrape at the same moment sees all of it,
   * or nothing.
   */
  abstract look(): Promise<() => void>;
}

/** Makes gauges in `registry`; labels are words of the code or names of sources, never ids. */
export function gaugesIn(registry: Registry) {
  return <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Gauge({ name: `tallenne_${name}`, help, labelNames, registers: [registry] });
}
