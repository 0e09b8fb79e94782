import type { PartResult, RowResult } from './comparison.js';
import type { Results } from './results.js';
import { cellsOf, HEADINGS, ms } from './table.js';

/** `docs/performance.md`: the tables of a whole run, and how to read them. */
export function performancePage({ machine, rows }: Results): string {
  return [
    '# Performance',
    '',
    'Written by `npm run bench` from `bench/results/latest.json`; do not edit. The bench makes its own installations in',
    'temporary folders, with an embedded PostgreSQL each, and removes them at the end.',
    '',
    ...table([[...HEADINGS], ...rows.map(cellsOf)]),
    '',
    '## How to read it',
    '',
    `Tallenne and the baseline were measured in turn, ${rows[0]?.rounds.length ?? 0} rounds of each after a warm-up (fewer where a row says`,
    'so). The ratio is made within each round, so that what else the machine did falls on both sides; shown are the median',
    'of the rounds and between what all of them lie. Where a time is bounded, less than the goal is better; where a rate',
    'is bounded, more. Times are milliseconds an operation: for latencies the median of a round, one operation at a time;',
    'for rates all of the time by the number of operations. Baselines of several parts are their sum: nobody asks plain',
    'Node who is there, whether they may, or what was heard. Servers run in processes of their own, the parts of the log and',
    'of the purge in that of the load maker; in the last table stands how busy this was itself, which slows both sides alike and so',
    'flatters ratios where it is high.',
    '',
    '## What is measured',
    '',
    ...rows.map(({ name, what }) => `- \`${name}\`: ${what}.`),
    '',
    '## On what',
    '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB; Node ${machine.node}, ${machine.postgres}; a block made durable takes`,
    `${ms(machine.syncMs)} ms (median). Load before the start: ${machine.loadBefore.toFixed(1)}. ${machine.at}, revision ${machine.revision}.`,
    '',
    '## The parts',
    '',
    ...table([['row', 'part', 'ms', '95 % within', 'operations', 'load maker busy'], ...rows.flatMap(partCells)]),
    '',
  ].join('\n');
}

function partCells({ name, ours, baseline }: RowResult): string[][] {
  return [ours, ...baseline].map(part => [name, ...cellsOfPart(part)]);
}

function cellsOfPart({ name, ms: took, p95Ms, operations, clientBusy }: PartResult): string[] {
  return [name, ms(took), `${ms(p95Ms)} ms`, String(operations), `${Math.round(clientBusy * 100)} %`];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const [head = [], ...body] = rows.map(row => `| ${row.join(' | ')} |`);
  const rule = `|${rows[0]?.map(() => '---').join('|') ?? ''}|`;
  return [String(head), rule, ...body];
}
