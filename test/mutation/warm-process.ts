import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT } from '../support/areas.js';
import type { Answer, Question } from './warm/child.js';

/**
 * `broken`: a file does not load with the mutant. Stryker, too, counts that as no mutant. `doubtful`: the spec fails without the mutant, too,
 * even in a new process.
 */
export type Outcome = 'passed' | 'uncovered' | 'failed' | 'timeout' | 'broken' | 'doubtful';

export interface Judged {
  readonly outcome: Outcome;
  readonly why?: string;
}

export interface Coverage {
  /** Ids of mutants. */
  readonly covered: ReadonlySet<string>;
  /** Of those, what its tests come by after all files are loaded. */
  readonly running: ReadonlySet<string>;
  readonly unsound: number;
}

/** A process that has all mutants of the sources in it, and specs loaded that it runs again and again. */
export class WarmProcess {
  #child: ChildProcess | null = null;
  #said = '';
  /** How long a spec took to be loaded and run without a mutant, in this process. */
  readonly #ms = new Map<string, number>();

  constructor(private readonly sources: readonly string[]) {}

  /** @throws Error where the process ends over it */
  async covered(spec: string): Promise<Coverage> {
    const begun = performance.now();
    const answer = await this.#ask({ ask: 'covered', spec }, OPENING_MS);
    if (typeof answer === 'string') throw new Error(`${spec} came to no result (${answer}): ${this.#said}`);
    if (this.#child) this.#ms.set(spec, performance.now() - begun);
    return { covered: new Set(answer.covered), running: new Set(answer.running), unsound: answer.unsound ?? 0 };
  }

  /**
   * What is not believed is asked again in a new process: a process may end, or take too long, for many reasons. Where it does so again, it is
   * the mutant's doing only if the spec then passes without one.
   * @throws Error where the spec cannot be run without a mutant
   */
  async judge(spec: string, mutant: string): Promise<Judged> {
    const first = await this.#judgeOnce(spec, mutant, false);
    if (typeof first !== 'string') return first;
    await this.end();
    const second = await this.#judgeOnce(spec, mutant, first === 'restart');
    if (typeof second !== 'string') return second;
    await this.end();
    if (second === 'restart' || !(await this.isSound(spec))) return { outcome: 'doubtful' };
    return second === 'late'
      ? { outcome: 'timeout', why: 'never came back' }
      : { outcome: 'failed', why: 'the process ended' };
  }

  /** Whether the spec passes without a mutant where mutants were at work before. */
  async isSound(spec: string): Promise<boolean> {
    const answer = await this.#ask({ ask: 'sound', spec }, OPENING_MS);
    return typeof answer !== 'string' && answer.sound === true;
  }

  async end(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    this.#ms.clear();
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    endGroup(child.pid); // and what a spec started and did not end
    await exited;
  }

  async #judgeOnce(spec: string, mutant: string, onlyAfresh: boolean): Promise<Judged | 'restart' | 'late' | 'gone'> {
    if (!this.#ms.has(spec) || !this.#child) await this.covered(spec);
    const most = spec.startsWith('test/e2e/') ? MOST_MS.endToEnd : MOST_MS.unit;
    const limitMs = LEAST_MS + LONG * Math.min(this.#ms.get(spec) ?? 0, most);
    const answer = await this.#ask({ ask: 'verdict', spec, mutant, onlyAfresh }, limitMs);
    if (typeof answer === 'string') return answer;
    if (!answer.verdict) throw new Error(`There was no verdict by ${spec}.`);
    // Where something still waits, it may wake up under the next mutant.
    if (answer.verdict.outcome === 'timeout') await this.end();
    return answer.verdict.outcome === 'restart' ? 'restart' : (answer.verdict as Judged);
  }

  async #ask(question: Question, limitMs: number): Promise<Answer | 'late' | 'gone'> {
    const child = (this.#child ??= await this.#start());
    const stopped = new AbortController();
    const { signal } = stopped;
    const answered = once(child, 'message', { signal }).then(([answer]) => answer as Answer);
    const gone = once(child, 'exit', { signal }).then(() => 'gone' as const);
    const late = wait(limitMs, 'late' as const, { signal });
    child.send(question);
    const first = await Promise.race([answered, gone, late]);
    for (const one of [answered, gone, late]) one.catch(() => undefined);
    stopped.abort();
    if (typeof first === 'string' || first.rssBytes > MOST_BYTES) await this.end();
    return first;
  }

  async #start(): Promise<ChildProcess> {
    const hooks = join(import.meta.dirname, 'warm/hooks.mjs');
    const parameters = ['--import', hooks, join(import.meta.dirname, 'warm/child.ts'), JSON.stringify(this.sources)];
    const child = spawn(process.execPath, parameters, {
      ...{ cwd: ROOT, detached: true, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
      env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', NODE_ENV: 'test' },
    });
    this.#said = '';
    child.stderr?.on('data', (chunk: Buffer) => (this.#said = (this.#said + chunk.toString()).slice(-2000)));
    const gone = once(child, 'exit').then(() => 'gone');
    if ((await Promise.race([once(child, 'message'), gone])) === 'gone') throw new Error(this.#said);
    return child;
  }
}

/** A mutant that never comes back is mostly noticed by the steps that it takes; this is for the others. */
const [LEAST_MS, LONG, OPENING_MS] = [30_000, 5, 900_000];
const MOST_MS = { unit: 15_000, endToEnd: 120_000 };
/** What is loaded for one mutant is never let go of. */
const MOST_BYTES = 2.5e9;

/** The process is the first of a group of its own, which its children are in as well. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // nobody is left in it
  }
}
