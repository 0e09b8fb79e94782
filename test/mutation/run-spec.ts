import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../support/areas.js';
import type { Mutant } from './mutant.js';

/** What is read of jest's report. */
interface JestResult {
  readonly success: boolean;
  readonly numTotalTestSuites: number;
  readonly numRuntimeErrorTestSuites: number;
}

/** `broken`: the spec came to no test, as one of the files would not load. Stryker, too, counts that as no mutant. */
export type Outcome = 'passed' | 'failed' | 'timeout' | 'broken';

/**
 * Runs one spec, with a mutant or with the sources as they are, in a process of its own.
 * @param limitMs after which it is ended
 * @throws Error where jest came to no result, with the last it said
 */
export async function runSpec(
  spec: string,
  limitMs: number,
  mutated?: { readonly source: string; readonly mutant: Mutant },
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'tallenne-mutant-'));
  try {
    const path = join(folder, 'result.json');
    const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
    const config = ['--config', join(ROOT, 'test/mutation/jest.further.config.js'), '--runInBand', '--bail'];
    const child = spawn(process.execPath, [jest, ...config, '--json', '--outputFile', path, '--runTestsByPath', spec], {
      ...{ cwd: ROOT, detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
      env: {
        ...process.env,
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
        ...(mutated && { TALLENNE_MUTANT_IN: mutated.source, TALLENNE_MUTANT: JSON.stringify(mutated.mutant) }),
      },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
    const exited = once(child, 'exit').then(() => false);
    const stopped = new AbortController();
    const late = wait(limitMs, true, { signal: stopped.signal }).catch(() => false);
    const isLate = await Promise.race([exited, late]);
    stopped.abort();
    endGroup(child.pid); // and servers that the spec started and did not end
    await exited;
    if (isLate) return 'timeout';
    if (!existsSync(path)) throw new Error(`jest came to no result with ${spec}: ${said}`);
    const result = JSON.parse(readFileSync(path, 'utf8')) as JestResult;
    if (result.numTotalTestSuites !== 1) throw new Error(`jest ran ${result.numTotalTestSuites} specs for ${spec}`);
    if (result.numRuntimeErrorTestSuites > 0) return 'broken';
    return result.success ? 'passed' : 'failed';
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The process is the first of a group of its own, which its children are in as well. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // nobody is left in it
  }
}
