import { Gauge, type Registry } from 'prom-client';

/** Measures one part of the house. */
export abstract class Measurer {
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
