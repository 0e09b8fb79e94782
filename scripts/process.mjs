import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Ends the run: with one line for the person at the terminal, or silently after a program that has said why. */
export class Refusal extends Error {
  constructor(line, exitCode = 1) {
    super(line);
    this.exitCode = exitCode;
  }
}

export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** The script behind a command of node_modules/.bin, to be run with the Node of our choice. */
export function tool(name) {
  return realpathSync(join(root, 'node_modules/.bin', name));
}

/** Runs a program to its end; a failure ends the whole run with its exit code. */
export function run(command, parameters, environment = {}) {
  const code = exitCodeOf(command, parameters, environment);
  if (code !== 0) throw new Refusal('', code);
}

export function exitCodeOf(command, parameters, environment = {}) {
  const { status, signal, error } = spawnSync(command, parameters, options(environment));
  if (error) throw new Refusal(`couldn't run ${command}: ${error.message}`);
  return status ?? 128 + constants.signals[signal];
}

/** Runs a program beside others, and ends it with `signal`. */
export async function exitCodeBeside({ command, parameters, environment = {} }, signal) {
  const child = spawn(command, parameters, { ...options(environment), signal });
  try {
    const [code, endedBy] = await once(child, 'exit');
    return code ?? 128 + constants.signals[endedBy];
  } catch (error) {
    if (signal.aborted) return 1;
    throw new Refusal(`couldn't run ${command}: ${error.message}`);
  }
}

/** Runs npm with the given Node. */
export function npm(node, wanted) {
  const { command, parameters, environment } = npmProgram(node, wanted);
  run(command, parameters, environment);
}

/** The npm that started us, or else the one in PATH, with the given Node. */
export function npmProgram(node, parameters) {
  const npmCli = process.env.npm_execpath ?? '';
  if (basename(npmCli) === 'npm-cli.js') return { command: node, parameters: [npmCli, ...parameters] };
  return { command: 'npm', parameters, environment: { PATH: [dirname(node), process.env.PATH].join(delimiter) } };
}

/**
 * Runs a server or another long program in our place and returns its exit code. Signals are passed on so that it gets
 * each once: npm repeats to us the Ctrl-C of a terminal, which the terminal itself has sent to the whole group; only
 * where that has not ended the program it is passed on as well.
 */
export function handOver(command, parameters) {
  const child = spawn(command, parameters, options({}));
  let passedOnAtMs = -Infinity;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (performance.now() - passedOnAtMs < 1000) return;
      passedOnAtMs = performance.now();
      if (signal === 'SIGINT' && process.stdin.isTTY) setTimeout(() => child.kill(signal), 10_000).unref();
      else child.kill(signal);
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', error => reject(new Refusal(`couldn't run ${command}: ${error.message}`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

function options(environment) {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  return { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path, ...environment } };
}
