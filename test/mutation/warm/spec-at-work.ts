import { getState, resetState } from 'jest-circus';
import { imports, load } from './hooks.mjs';
import { blockId, blocksOf, runTests, testsOf, type Ending, type Test } from './run-tests.js';
import { switchboard, turnOff, turnOn } from './switchboard.js';

export type Verdict =
  | { readonly outcome: 'passed' | 'uncovered' }
  | { readonly outcome: 'failed' | 'timeout' | 'broken' | 'restart'; readonly why: string };

/** The first load is without a mutant; each one that a mutant has to be there for from the beginning is another. */
let generation = 0;

/** By how many times more steps may be taken than without a mutant, and a test take longer. */
const [OFTEN, LEAST_STEPS, LONG, LEAST_MS] = [10, 1_000_000, 20, 5_000];
/** How long those tests are that a survivor is shown to once more, with modules loaded anew. */
const AGAIN_MS = 2_000;

const UNSOUND = { outcome: 'restart', why: 'does not pass without a mutant when it is loaded anew' } as const;

/** A spec whose modules stay, with what each test of it comes by. */
export class SpecAtWork {
  readonly #ms = new Map<string, number>();
  /** By the id of a test, or of the block whose `beforeAll` it was. */
  readonly #covered = new Map<string, ReadonlySet<string>>();
  /** How many switches were passed in all. */
  #steps = 0;
  readonly #sound: Test[] = [];
  #files: ReadonlySet<string> = new Set();
  #soundAfresh: boolean | undefined;

  private constructor(
    private readonly path: string,
    private readonly tests: readonly Test[],
    /** Whether its tests build on each other, as at a server: it is run from its beginning each time. */
    private readonly whole: boolean,
  ) {}

  static async open(path: string, whole: boolean): Promise<SpecAtWork> {
    const spec = new SpecAtWork(path, await loaded(path, 0), whole);
    spec.#files = closure(path);
    await spec.#run();
    return spec;
  }

  /** The mutants that its tests come by; with those in a file it loads that are come by while one loads. */
  get covered(): ReadonlySet<string> {
    return new Set([...this.#covered.values()].flatMap(ids => [...ids]));
  }

  loads(file: string): boolean {
    return this.#files.has(file);
  }

  /** How many of its tests don't pass without a mutant here, and are not asked. */
  get unsound(): number {
    return this.tests.length - this.#sound.length;
  }

  get isEndToEnd(): boolean {
    return this.whole;
  }

  /**
   * @param isStatic whether the mutant is come by while its file is loaded
   * @param onlyAfresh whether no module is to be used again that was loaded without the mutant: some remember what they found out
   */
  async judge(mutant: string, isStatic: boolean, onlyAfresh: boolean): Promise<Verdict> {
    const passing = this.#passing(mutant);
    if (passing.length === 0 && !isStatic) return { outcome: 'uncovered' };
    if (passing.length > 0 && !onlyAfresh && !(this.whole && isStatic)) {
      const warm = await this.#with(mutant, passing);
      if (warm.outcome !== 'passed') return this.#believe(warm);
      if (this.whole) return warm;
    }
    if (!(await this.#isSoundAfresh())) return onlyAfresh ? UNSOUND : { outcome: 'passed' };
    return this.#afresh(mutant, isStatic ? this.#quickest(this.#sound) : this.#within(AGAIN_MS, passing));
  }

  /** Whether its tests still pass without a mutant. */
  async isStillSound(): Promise<boolean> {
    return (await runTests(this.#sound, test => this.#limitMs(test))).outcome === 'passed';
  }

  /**
   * Whether its tests pass with modules that were loaded once more without any mutant. Some can't be: what they registered or counted the
   * first time is still there, and would look as if a mutant had been noticed.
   */
  async #isSoundAfresh(): Promise<boolean> {
    this.#soundAfresh ??= await this.#loadedAgain().then(
      async tests => (await runTests(tests, test => this.#limitMs(test))).outcome === 'passed',
      () => false,
    );
    return this.#soundAfresh;
  }

  async #loadedAgain(): Promise<Test[]> {
    const fresh = await loaded(this.path, ++generation);
    return fresh.filter(({ id }) => this.#sound.some(test => test.id === id));
  }

  /** Counts what each test comes by, and keeps those that pass. */
  async #run(): Promise<void> {
    const remaining = [...this.tests];
    switchboard.mutantCoverage.perTest = {};
    while (remaining.length > 0) {
      const passed = (test: Test, ms: number) => {
        this.#ms.set(test.id, ms);
        this.#sound.push(test);
        remaining.shift();
      };
      const { outcome } = await runTests([...remaining], () => 120_000, passed);
      if (outcome === 'passed') break;
      remaining.shift();
    }
    for (const [test, hits] of Object.entries(switchboard.mutantCoverage.perTest)) {
      this.#covered.set(test, new Set(Object.keys(hits)));
      for (const count of Object.values(hits)) this.#steps += count;
    }
  }

  /** The tests that come by a mutant: the quickest first, or from the beginning to the last of them. */
  #passing(mutant: string): Test[] {
    const isPassing = ({ id, entry }: Test) =>
      [id, ...blocksOf(entry).map(blockId)].some(one => this.#covered.get(one)?.has(mutant));
    if (this.whole) return this.#sound.slice(0, this.#sound.findLastIndex(isPassing) + 1);
    return this.#quickest(this.#sound.filter(isPassing));
  }

  #quickest(tests: readonly Test[]): Test[] {
    if (this.whole) return [...tests];
    return tests.toSorted((a, b) => (this.#ms.get(a.id) ?? 0) - (this.#ms.get(b.id) ?? 0));
  }

  /** As many of the quickest as took so long altogether. What only remembered too much is mostly noticed by the quick ones. */
  #within(ms: number, tests: readonly Test[]): Test[] {
    let spentMs = 0;
    return tests.filter(({ id }) => (spentMs += this.#ms.get(id) ?? 0) <= ms);
  }

  async #with(mutant: string, tests: readonly Test[]): Promise<Ending> {
    turnOn(mutant, this.#mostSteps);
    const ending = await runTests(tests, test => this.#limitMs(test));
    if (!turnOff() || ending.outcome === 'passed') return ending;
    return { ...ending, outcome: 'timeout', why: 'comes by too often' };
  }

  /** What a mutant left behind would fail the next one: the test that failed must pass without it. */
  async #believe(ending: Ending): Promise<Verdict> {
    if (ending.outcome === 'passed') return ending;
    const why = `${ending.test}: ${ending.why}`;
    if (this.whole) return { outcome: ending.outcome, why };
    const tests = this.#sound.filter(({ name }) => name === ending.test);
    const again = await runTests(tests, test => this.#limitMs(test));
    return { outcome: again.outcome === 'passed' ? ending.outcome : 'restart', why };
  }

  /** With modules that were loaded under the mutant. */
  async #afresh(mutant: string, tests: readonly Test[]): Promise<Verdict> {
    turnOn(mutant, this.#mostSteps);
    let fresh: Test[];
    try {
      fresh = await loaded(this.path, ++generation);
    } catch (error) {
      turnOff();
      return { outcome: 'broken', why: String(error).slice(0, 200) };
    }
    const wanted = tests.map(({ id }) => fresh.find(test => test.id === id)).filter(test => test !== undefined);
    return this.#believe(await this.#with(mutant, wanted));
  }

  get #mostSteps(): number {
    return LEAST_STEPS + OFTEN * this.#steps;
  }

  #limitMs({ id }: Test): number {
    return LEAST_MS + LONG * (this.#ms.get(id) ?? 0);
  }
}

async function loaded(path: string, generation: number): Promise<Test[]> {
  resetState();
  await load(path, generation);
  return testsOf(getState().rootDescribeBlock);
}

/** The files that one imports, and what those import. */
function closure(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const child of imports.get(path) ?? []) closure(child, found);
  return found;
}
