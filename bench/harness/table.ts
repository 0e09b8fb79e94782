import type { Goal, RowResult } from './comparison.js';

export const HEADINGS = ['row', 'Tallenne', 'baseline', 'ratio', 'all rounds', 'goal', 'met'] as const;

/** The cells of a row: milliseconds an operation, the median of the rounds' ratios, and between what they all lie. */
export function cellsOf({ name, ours, baseline, ratio, goal, met }: RowResult): string[] {
  const baselineMs = baseline.reduce((sum, part) => sum + part.ms, 0);
  return [
    name,
    `${ms(ours.ms)} ms`,
    `${ms(baselineMs)} ms`,
    ratio.median.toFixed(2),
    `${ratio.min.toFixed(2)}-${ratio.max.toFixed(2)}`,
    goal ? goalText(goal) : '',
    met === null ? '' : met ? 'yes' : 'no',
  ];
}

export function goalText({ kind, ratio }: Goal): string {
  return kind === 'time-at-most' ? `time <= ${ratio}x` : `rate >= ${ratio}x`;
}

export function ms(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}

/** Rows of cells as lines of equal columns. */
export function linesOf(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
