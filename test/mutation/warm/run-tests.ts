import type { Circus } from '@jest/types';
import { expect } from 'expect';
import { jest } from './jest-globals.mjs';
import { switchboard } from './switchboard.js';

export interface Test {
  /** By its place in the spec: the same in each loading. */
  readonly id: string;
  readonly name: string;
  readonly entry: Circus.TestEntry;
}

export type Ending =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed' | 'timeout'; readonly test: string; readonly why: string };

/** The tests of a spec that was loaded, in their order, without those that are skipped. */
export function testsOf(root: Circus.DescribeBlock): Test[] {
  const entries: Circus.TestEntry[] = [];
  collect(root, entries);
  return entries.map((entry, index) => ({ id: `test-${index}`, name: nameOf(entry), entry }));
}

/** The blocks that a test stands in, the outermost first; their `beforeAll` has an identity of its own in what is covered. */
export function blocksOf({ parent }: Circus.TestEntry): Circus.DescribeBlock[] {
  const blocks: Circus.DescribeBlock[] = [];
  for (let block: Circus.DescribeBlock | undefined = parent; block; block = block.parent) blocks.unshift(block);
  return blocks;
}

/** What is come by before all tests of a block. */
export const blockId = (block: Circus.DescribeBlock): string => `block-${nameOf(block)}`;

/**
 * Runs tests with the hooks around them, until one fails. A `beforeAll` is run whenever its block is entered, also for a second time.
 * @param limitMs of a test or a hook, after which it has failed as one that waits for ever
 */
export async function runTests(
  tests: readonly Test[],
  limitMs: (test: Test) => number,
  onPassed?: (test: Test, ms: number) => void,
): Promise<Ending> {
  const entered: Circus.DescribeBlock[] = [];
  let ending: Ending = { outcome: 'passed' };
  for (const test of tests) {
    const begun = performance.now();
    ending = await attempt(test, limitMs(test), async () => {
      await leave(entered, new Set(blocksOf(test.entry)));
      await enter(entered, test);
      await runOne(test);
    });
    if (ending.outcome !== 'passed') break;
    onPassed?.(test, performance.now() - begun);
  }
  const last = tests.at(-1);
  const left = last && (await attempt(last, limitMs(last), () => leave(entered, new Set())));
  jest.restoreAllMocks();
  jest.useRealTimers();
  switchboard.currentTestId = undefined;
  return ending.outcome === 'passed' && left ? left : ending;
}

async function enter(entered: Circus.DescribeBlock[], { entry }: Test): Promise<void> {
  for (const block of blocksOf(entry)) {
    if (entered.includes(block)) continue;
    entered.push(block);
    switchboard.currentTestId = blockId(block);
    await runHooks(block, 'beforeAll');
  }
}

async function leave(entered: Circus.DescribeBlock[], staying: ReadonlySet<Circus.DescribeBlock>): Promise<void> {
  for (let block = entered.at(-1); block && !staying.has(block); block = entered.at(-1)) {
    entered.pop();
    switchboard.currentTestId = blockId(block);
    await runHooks(block, 'afterAll');
  }
}

async function runOne({ id, entry }: Test): Promise<void> {
  const blocks = blocksOf(entry);
  switchboard.currentTestId = id;
  expect.setState({ assertionCalls: 0, expectedAssertionsNumber: null, isExpectingAssertions: false });
  try {
    for (const block of blocks) await runHooks(block, 'beforeEach');
    await call(entry.fn);
    const [unmet] = expect.extractExpectedAssertionsErrors();
    if (unmet) throw unmet.error;
  } finally {
    for (const block of blocks.reverse()) await runHooks(block, 'afterEach');
  }
}

async function runHooks({ hooks }: Circus.DescribeBlock, type: Circus.HookType): Promise<void> {
  for (const hook of hooks.filter(one => one.type === type)) await call(hook.fn);
}

async function call(fn: Circus.TestFn | undefined): Promise<void> {
  await (fn as (() => unknown) | undefined)?.(); // none of ours takes a callback
}

/** What is thrown past everybody, as by a listener, fails the test at work. */
async function attempt(test: Test, limitMs: number, work: () => Promise<void>): Promise<Ending> {
  const { promise: stray, reject } = Promise.withResolvers<never>();
  const onStray = (reason: unknown) => {
    reject(reason instanceof Error ? reason : new Error(String(reason)));
  };
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = realSetTimeout(resolve, limitMs, 'late');
  process.on('uncaughtException', onStray).on('unhandledRejection', onStray);
  try {
    const first = await Promise.race([work(), stray, late]);
    return first === 'late' ? { outcome: 'timeout', test: test.name, why: 'waits' } : { outcome: 'passed' };
  } catch (error) {
    return { outcome: 'failed', test: test.name, why: String(error).slice(0, 500) };
  } finally {
    realClearTimeout(timer);
    process.off('uncaughtException', onStray).off('unhandledRejection', onStray);
  }
}

/** Not those that a spec may have put in their place. */
const [realSetTimeout, realClearTimeout] = [setTimeout, clearTimeout];

function collect(block: Circus.DescribeBlock, into: Circus.TestEntry[]): void {
  if (block.mode === 'skip') return;
  for (const child of block.children) {
    if (child.type === 'describeBlock') collect(child, into);
    else if (child.mode !== 'skip' && child.mode !== 'todo') into.push(child);
  }
}

function nameOf(entry: Circus.TestEntry | Circus.DescribeBlock): string {
  const names = [entry.name];
  for (let block = entry.parent; block?.parent; block = block.parent) names.unshift(block.name);
  return names.join(' > ');
}
