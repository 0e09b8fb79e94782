import { join } from 'node:path';
import { buildServer, buildWeb } from './build.mjs';
import { Refusal, exitCodeBeside, handOver, npmProgram, root, say, tool } from './process.mjs';

/**
 * Everything that finds a fault without running Tallenne, in two rows that take about as long as each other. The first fault ends the run.
 * ESLint holds the types of all that it looks at: one process for everything would need more memory than Node takes by itself.
 */
export async function check(node) {
  const inNode = (name, ...parameters) => ({ command: node, parameters: [tool(name), ...parameters] });
  const lint = (...part) => [`lint ${part[0]}`, inNode('eslint', '--max-warnings=0', ...part)];
  const ended = new AbortController();
  const rows = [
    [
      lint('src'),
      ['types', inNode('tsc', '--noEmit', '--incremental', 'false')],
      ['web test', npmProgram(node, ['run', '--silent', 'test', '-w', 'web'])],
    ],
    [
      ['format', inNode('prettier', '--check', '--log-level=warn', '.')],
      lint('web'),
      lint('test', 'bench', 'migrations', 'scripts', 'demo', 'eslint.config.js', 'jest.config.js'),
    ],
  ];
  await Promise.all(rows.map(row => oneAfterAnother(row, ended)));
}

async function oneAfterAnother(row, ended) {
  for (const [name, program] of row) {
    const tell = told(name);
    const code = await exitCodeBeside(program, ended.signal);
    if (ended.signal.aborted) return;
    if (code !== 0) {
      ended.abort();
      tell('failed after');
      throw new Refusal('', code);
    }
    tell('passed in');
  }
}

/** All checks, both builds and every test; with parameters for jest, only the server's build and what they select. */
export async function test(node, parameters) {
  if (parameters.length === 0) {
    await check(node);
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
  const tell = told(name);
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) tell('failed after');
    throw error;
  }
  tell('passed in');
}

/** Says how a step that begins now ended, and after how long. */
function told(name) {
  const startedAtMs = performance.now();
  return how => say(`${name} ${how} ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`);
}
