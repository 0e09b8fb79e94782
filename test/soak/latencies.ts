import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** What is timed, each from the moment at which its request was due. */
export const KINDS = [
  'grant', // a purpose was stated, and the playback is granted
  'playback', // the first byte of audio is here
  'audio', // its last byte is here, and is the right one
  'ingest',
  'search',
] as const;
export type Kind = (typeof KINDS)[number];

export interface Figures {
  readonly count: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly maxMs: number;
}

const PARTS = 4;
const LONGEST_US = 600_000_000;

/** Latencies in HDR histograms of three figures: of the whole time, of each quarter of it, and since the last look. */
export class Latencies {
  readonly #whole = histograms();
  readonly #quarters = Array.from({ length: PARTS }, histograms);
  readonly #recent = histograms();

  constructor(private readonly lastsMs: number) {}

  /** @param dueMs when it was due, counted from the beginning */
  note(kind: Kind, dueMs: number, tookMs: number): void {
    const tookUs = Math.min(LONGEST_US, Math.max(1, Math.round(tookMs * 1000)));
    const quarter = Math.min(PARTS - 1, Math.floor((dueMs / this.lastsMs) * PARTS));
    for (const histogram of [this.#whole, this.#recent, this.#quarters[quarter]]) histogram?.[kind].record(tookUs);
  }

  get whole(): Record<Kind, Figures> {
    return figuresOf(this.#whole);
  }

  get quarters(): Record<Kind, Figures>[] {
    return this.#quarters.map(figuresOf);
  }

  /** What came since this was last asked for. */
  takeRecent(): Record<Kind, Figures> {
    const figures = figuresOf(this.#recent);
    for (const kind of KINDS) this.#recent[kind].reset();
    return figures;
  }
}

type Histograms = Record<Kind, RecordableHistogram>;

function histograms(): Histograms {
  return eachKind(() => createHistogram({ lowest: 1, highest: LONGEST_US, figures: 3 }));
}

function figuresOf(of: Histograms): Record<Kind, Figures> {
  return eachKind(kind => {
    const histogram = of[kind];
    const ms = (percentile: number) => (histogram.count === 0 ? 0 : histogram.percentile(percentile) / 1000);
    const maxMs = histogram.count === 0 ? 0 : histogram.max / 1000;
    return { count: histogram.count, p50Ms: ms(50), p90Ms: ms(90), p99Ms: ms(99), p999Ms: ms(99.9), maxMs };
  });
}

function eachKind<Value>(make: (kind: Kind) => Value): Record<Kind, Value> {
  return Object.fromEntries(KINDS.map(kind => [kind, make(kind)])) as Record<Kind, Value>; // every kind is in KINDS
}
