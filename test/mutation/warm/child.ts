import './switchboard.js';
import { join } from 'node:path';
import { instrument } from '../enumerate.js';
import { ROOT } from '../../support/areas.js';
import { instead } from './hooks.mjs';
import { SpecAtWork, type Verdict } from './spec-at-work.js';
import { switchboard } from './switchboard.js';

/** What is asked of this process, one after the other. */
export type Question =
  | { readonly ask: 'covered'; readonly spec: string }
  | { readonly ask: 'verdict'; readonly spec: string; readonly mutant: string; readonly onlyAfresh: boolean }
  | { readonly ask: 'sound'; readonly spec: string };

export interface Answer {
  readonly covered?: readonly string[];
  /** Of those, what its tests come by after all files are loaded. */
  readonly running?: readonly string[];
  readonly unsound?: number;
  readonly verdict?: Verdict;
  readonly sound?: boolean;
  /** A process that holds this much lets nothing go again, and is to be followed by another. */
  readonly rssBytes: number;
}

const [sources] = process.argv.slice(2).map(text => JSON.parse(text) as string[]);
const fileOf = new Map<string, string>();
for (const { path, text, mutants } of await instrument(sources ?? [])) {
  instead.set(path, text);
  for (const { id } of mutants) fileOf.set(id, path);
}
const specs = new Map<string, SpecAtWork>();
const statics = new Set<string>();
// Between two tests nobody is there to fail.
process.on('uncaughtException', () => undefined).on('unhandledRejection', () => undefined);
process.on('message', question => void answer(question as Question));
process.send?.({ ready: true });

async function answer(question: Question): Promise<void> {
  const spec = await opened(question.spec);
  process.send?.({ ...(await found(spec, question)), rssBytes: process.memoryUsage.rss() } satisfies Answer);
}

async function found(spec: SpecAtWork, question: Question): Promise<Omit<Answer, 'rssBytes'>> {
  if (question.ask === 'sound') return { sound: await spec.isStillSound() };
  if (question.ask === 'verdict') {
    const { mutant, onlyAfresh } = question;
    return { verdict: await spec.judge(mutant, isStatic(spec, mutant), onlyAfresh) };
  }
  const covered = new Set([...spec.covered, ...[...statics].filter(mutant => isStatic(spec, mutant))]);
  return { covered: [...covered], running: [...spec.covered], unsound: spec.unsound };
}

async function opened(name: string): Promise<SpecAtWork> {
  const known = specs.get(name);
  if (known) return known;
  const spec = await SpecAtWork.open(join(ROOT, name), name.startsWith('test/e2e/'));
  specs.set(name, spec);
  for (const mutant of Object.keys(switchboard.mutantCoverage.static)) statics.add(mutant);
  return spec;
}

function isStatic(spec: SpecAtWork, mutant: string): boolean {
  return statics.has(mutant) && spec.loads(fileOf.get(mutant) ?? '');
}
