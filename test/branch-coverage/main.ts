import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, areaOf, percent, sourcesOf } from '../support/areas.js';
import { say } from '../support/long-run.js';
import { branchesOf, type FileBranches } from './branches.js';
import { countedBy, type Counted } from './counts.js';

/**
 * `npm run test:coverage -- <area> [--only test/e2e/holds] [--report] [--workers 1]`: which branches of an area no spec goes into,
 * unit and end-to-end specs together. What each spec counted is kept in `.cache/coverage`, for all areas at once, and a spec is
 * run again only where it or a file that it counted has changed; `--only` (as often as one likes) runs those whose path begins so,
 * `--report` none. What a process that a spec starts from `dist` goes through is not counted. Ends with exit code 1 below 100 %.
 */
const { values, positionals } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: ['src/', 'test/e2e/'] },
    report: { type: 'boolean', default: false },
    workers: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const area = areaOf(positionals[0]);
const specs = globSync(['src/**/*.spec.ts', 'test/e2e/**/*.spec.ts'], { cwd: ROOT }).sort();
const due = specs.filter(spec => values.only.some(start => spec.startsWith(start)) && countedBy(spec) === null);
if (!values.report) run(due);
report(specs.map(countedBy).filter(counted => counted !== null));

function run(paths: readonly string[]): void {
  say(`${paths.length} specs to run`);
  if (paths.length === 0) return;
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const config = ['--config', join(ROOT, 'test/branch-coverage/jest.config.js'), `--maxWorkers=${values.workers}`];
  const { status } = spawnSync(process.execPath, [jest, ...config, '--runTestsByPath', ...paths], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
  });
  if (status !== 0) say('Not every spec passed: what those that did not would have counted is missing.');
}

function report(counted: readonly Counted[]): void {
  const files = sourcesOf(area).map(source => branchesOf(source, counted));
  for (const file of files) sayFile(file);
  const total = sum(files.map(file => file.total));
  const uncovered = sum(files.map(file => file.uncovered.length));
  say(JSON.stringify({ area, specs: specs.length, counted: counted.length, branches: total, uncovered }));
  say(
    `${percent(total - uncovered, total)} % of the branches of ${area}, by ${counted.length} of ${specs.length} specs`,
  );
  if (uncovered > 0) process.exitCode = 1;
}

function sayFile({ source, total, uncovered }: FileBranches): void {
  say(`${source}: ${total - uncovered.length} of ${total}`);
  for (const { line, column, kind, arm } of uncovered) say(`  ${source}:${line}:${column} ${kind}, arm ${arm}`);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
