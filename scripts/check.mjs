import { join } from 'node:path';
import { buildServer, buildWeb, webScripts } from './build.mjs';
import { Refusal, handOver, npm, root, run, say, tool } from './process.mjs';

/** ESLint holds the types of all that it looks at: one process for everything would need more memory than Node takes by itself. */
const LINTED = [
  ['src'],
  ['web'],
  ['test', 'bench', 'migrations', 'scripts', 'demo', 'eslint.config.js', 'jest.config.js'],
];

/** Everything that finds a fault without running Tallenne. The first that does ends the run. */
export function check(node) {
  step('format', () => run(node, [tool('prettier'), '--check', '--log-level=warn', '.']));
  for (const part of LINTED) step(`lint ${part[0]}`, () => run(node, [tool('eslint'), '--max-warnings=0', ...part]));
  step('types', () => run(node, [tool('tsc'), '--noEmit', '--incremental', 'false']));
  for (const name of ['typecheck', 'test'].filter(script => webScripts()[script])) {
    step(`web ${name}`, () => npm(node, ['run', '--silent', name, '-w', 'web']));
  }
}

/** All checks, both builds and every test; with parameters for jest, only the server's build and what they select. */
export function test(node, parameters) {
  if (parameters.length === 0) {
    check(node);
    step('web build', () => buildWeb(node));
  }
  step('build', () => buildServer(node));
  return jest(node, parameters);
}

function jest(node, parameters) {
  const nodeOptions = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const reporters = ['--reporters=default', `--reporters=${join(root, 'scripts/closing-line.mjs')}`];
  process.env.NODE_OPTIONS = nodeOptions.filter(Boolean).join(' ');
  return handOver(node, [tool('jest'), ...parameters, ...reporters]);
}

function step(name, work) {
  const startedAtMs = performance.now();
  const seconds = () => ((performance.now() - startedAtMs) / 1000).toFixed(1);
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) say(`${name} failed after ${seconds()} s`);
    throw error;
  }
  say(`${name} passed in ${seconds()} s`);
}
