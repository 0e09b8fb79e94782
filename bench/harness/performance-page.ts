import type { PartResult } from './comparison.js';
import type { Machine } from './machine.js';
import type { KeptRow, Results } from './results.js';
import { cellsOf, goalText, HEADINGS, ms } from './table.js';

/**
 * `docs/performance.md`: the tables of a whole run, where the goal is missed, and how to read them.
 * @param names of all rows that there are: the page says which of them it lacks
 */
export function performancePage(results: Results, names: readonly string[]): string {
  const { run, rows } = results;
  const [machine] = run.sittings;
  return [
    '# Performance',
    '',
    'Written by `npm run bench -- all` from `bench/results/latest.json`; do not edit. The bench makes its own installations in',
    'temporary folders, with an embedded PostgreSQL each, and removes them at the end.',
    '',
    ...oneRun(results),
    '',
    ...table([[...HEADINGS], ...rows.map(cellsOf)]),
    '',
    '## Where the goal is missed',
    '',
    ...missed(rows),
    '',
    ...notMeasured(results, names),
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
    ...(machine ? onWhat(machine) : []),
    '',
    '## The parts',
    '',
    ...table([['row', 'part', 'ms', '95 % within', 'operations', 'load maker busy'], ...rows.flatMap(partCells)]),
    '',
    '## When',
    '',
    'The load is the average number of runnable processes over the minute before the row; what the row before did is in it.',
    '',
    ...table([['row', 'at', 'load before', 'revision'], ...rows.map(whenCells)]),
    '',
  ].join('\n');
}

/** Whether all that stands there can be compared with each other. */
function oneRun({ run, rows }: Results): string[] {
  const apart = rows.filter(({ measured }) => measured.run !== run.id).map(({ name }) => `\`${name}\``);
  if (apart.length === 0) return [`Every row is of ${runWords(run)}.`];
  const measured = `${apart.length === 1 ? 'was' : 'were'} measured apart, when and beside what stands at the end.`;
  const others = apart.length < rows.length ? [`The others are of ${runWords(run)}.`] : [];
  return [`Not every row is of one run: ${apart.join(', ')} ${measured}`, ...others];
}

function runWords({ sittings }: Results['run']): string {
  const [breaks, times] = [sittings.length - 1, sittings.map(({ at }) => at.slice(0, 16)).join(', ')];
  if (breaks === 0) return `one run without a break, begun at ${times}`;
  const often = breaks === 1 ? 'once' : `${breaks} times`;
  return `one run that was broken off and taken up again ${often}, begun at ${times}`;
}

function missed(rows: readonly KeptRow[]): string[] {
  const far = rows.flatMap(({ name, goal, met, ratio }) => {
    if (!goal || met !== false) return [];
    const range = `${ratio.min.toFixed(2)}-${ratio.max.toFixed(2)}`;
    return [`- \`${name}\`: ${ratio.median.toFixed(2)}x (${range}), where the goal is ${goalText(goal)}.`];
  });
  return far.length > 0 ? far : ['Nowhere.'];
}

function notMeasured({ rows, missing }: Results, names: readonly string[]): string[] {
  const told = new Set([...rows, ...missing].map(({ name }) => name));
  const newer = names.filter(name => !told.has(name)).map(name => ({ name, why: 'it is newer than the run' }));
  const lines = [...missing, ...newer].map(({ name, why }) => `- \`${name}\`: ${why}.`);
  return lines.length > 0 ? ['## Not measured', '', ...lines, ''] : [];
}

function onWhat({ cpu, cores, memoryGiB, node, postgres, syncMs, loadBefore, at, revision }: Machine): string[] {
  return [
    `${cpu}, ${cores} cores, ${memoryGiB} GiB; Node ${node}, ${postgres}; a block made durable takes`,
    `${ms(syncMs)} ms (median). Load before the start: ${loadBefore.toFixed(1)}. ${at}, revision ${revision}.`,
  ];
}

function partCells({ name, ours, baseline }: KeptRow): string[][] {
  return [ours, ...baseline].map(part => [name, ...cellsOfPart(part)]);
}

function cellsOfPart({ name, ms: took, p95Ms, operations, clientBusy }: PartResult): string[] {
  return [name, ms(took), `${ms(p95Ms)} ms`, String(operations), `${Math.round(clientBusy * 100)} %`];
}

function whenCells({ name, measured: { at, loadBefore, revision } }: KeptRow): string[] {
  return [name, at.slice(0, 16), loadBefore.toFixed(1), revision.replace(/^([0-9a-f]{12})[0-9a-f]+/, '$1')];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const [head = [], ...body] = rows.map(row => `| ${row.join(' | ')} |`);
  const rule = `|${rows[0]?.map(() => '---').join('|') ?? ''}|`;
  return [String(head), rule, ...body];
}
