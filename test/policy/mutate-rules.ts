import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mutantsOf, type Mutant } from './mutants.js';

const ROOT = join(import.meta.dirname, '..', '..');
/** Within the checkout, so that packages are found. */
const PLACE = join(ROOT, '.cache', 'rule-mutants');

/** Breaks nothing but the text of the rules, so the test of that text would notice anything and prove nothing. */
const ALL_BUT_THE_HASH = '^(?!.*has a new version whenever)';

/** Ways of breaking that allow and refuse the same as before, so that no test can notice them. */
const CHANGES_NOTHING = [
  'without: restricted: true', // what is not restricted the rights officer plays anyway
  'first part ignored: boundThroughOn !== null && today <= boundThroughOn', // no day is before null
];

/** What the policy is written in. */
const FILES = ['rules.ts', 'rules-of-parting.ts', 'rules-of-register.ts', 'policy-facts.ts'] as const;

interface BrokenFile extends Mutant {
  readonly file: (typeof FILES)[number];
}

/**
 * Breaks the policy in one place at a time and runs its unit tests on each, in copies. Says what no test noticed; resolves to the exit
 * code, 1 where there is any such.
 */
export async function mutateRules(say: (line: string) => void): Promise<number> {
  const mutants = [await unbroken(), ...(await Promise.all(FILES.map(mutantsIn))).flat()];
  say(`${mutants.length - 1} ways of breaking the rules`);
  await rm(PLACE, { recursive: true, force: true });
  for (const [place, mutant] of mutants.entries()) await writeCopy(place, mutant);
  const passed = await passedPlaces();
  if (!passed.has(0)) throw new Error('the tests of the rules fail on the rules as they are');
  const survived = mutants.filter((_, place) => place > 0 && passed.has(place));
  const unnoticed = survived.filter(({ what }) => !CHANGES_NOTHING.includes(what));
  for (const { file, line, what } of unnoticed) say(`UNNOTICED ${file}:${line} ${what}`);
  const changesNothing = survived.length - unnoticed.length;
  say(JSON.stringify({ mutants: mutants.length - 1, changesNothing, unnoticed: unnoticed.length }));
  await rm(PLACE, { recursive: true, force: true });
  return unnoticed.length > 0 ? 1 : 0;
}

async function mutantsIn(file: BrokenFile['file']): Promise<BrokenFile[]> {
  return mutantsOf(await textOf(file)).map(mutant => ({ ...mutant, file }));
}

async function unbroken(): Promise<BrokenFile> {
  const [file] = FILES;
  return { file, line: 0, what: 'unbroken', source: await textOf(file) };
}

function textOf(file: string): Promise<string> {
  return readFile(join(ROOT, 'src/access', file), 'utf8');
}

/** What the rules and their tests need. */
const COPIED = /^(purposes|roles|subjects|rules(?:-of-\w+)?|policy-facts|rules.*\.spec)\.ts$|^testing$/;

async function writeCopy(place: number, { file, source }: BrokenFile): Promise<void> {
  const access = join(PLACE, String(place), 'access');
  await mkdir(access, { recursive: true });
  for (const name of (await readdir(join(ROOT, 'src/access'))).filter(name => COPIED.test(name))) {
    await cp(join(ROOT, 'src/access', name), join(access, name), { recursive: true });
  }
  await cp(join(ROOT, 'src/kernel'), join(PLACE, String(place), 'kernel'), { recursive: true });
  await writeFile(join(access, file), source);
}

/** The copies whose tests have all passed. */
async function passedPlaces(): Promise<Set<number>> {
  const report = join(PLACE, 'report.json');
  await writeFile(join(PLACE, 'jest.config.mjs'), config());
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const parameters = [jest, `--config=${join(PLACE, 'jest.config.mjs')}`, '--json', `--outputFile=${report}`];
  const child = spawn(
    process.execPath,
    ['--experimental-vm-modules', ...parameters, `--testNamePattern=${ALL_BUT_THE_HASH}`],
    {
      cwd: PLACE,
      stdio: 'ignore',
    },
  );
  await once(child, 'exit');
  const { testResults } = JSON.parse(await readFile(report, 'utf8')) as JestReport; // written by jest --json
  const failed = testResults.filter(({ status }) => status === 'failed').map(({ name }) => placeOf(name));
  return new Set(testResults.map(({ name }) => placeOf(name)).filter(place => !failed.includes(place)));
}

function placeOf(path: string): number {
  return Number(/rule-mutants\/(\d+)\//.exec(path)?.[1]);
}

interface JestReport {
  readonly testResults: readonly { readonly name: string; readonly status: string }[];
}

/** As the checkout's own, on the copies alone. */
function config(): string {
  return `import all from ${JSON.stringify(join(ROOT, 'jest.config.js'))};
    const { transform, extensionsToTreatAsEsm, moduleNameMapper, testEnvironment } = all.projects[0];
    const testMatch = ['<rootDir>/*/access/rules*.spec.ts'];
    export default { rootDir: import.meta.dirname, transform, extensionsToTreatAsEsm, moduleNameMapper, testEnvironment, testMatch, maxWorkers: 2 };`;
}
