import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, hashOf, type Area } from '../support/areas.js';
import { mutantsOf } from './enumerate.js';
import { readResult, resultPath, resultsFolder, type FileResult, type Mutant } from './mutant.js';

/**
 * Lets Stryker change a file place by place and run the unit spec of its name; where there is none, those of the folder that
 * import the file. With all unit specs each mutant would wait for the 236 of them: half of the house imports the kernel. What they
 * leave alive is for the specs that are further away.
 * A file whose text and specs are as at the last time is left as it was; a stop loses the file at work and no other.
 * @returns whether it was looked at anew
 */
export async function mutateByOwnSpecs(area: Area, source: string, concurrency: number): Promise<boolean> {
  const specs = ownSpecsOf(source);
  const hash = hashOf([source, ...specs]);
  if (readResult(area, source)?.hash === hash) return false;
  const begun = performance.now();
  const mutants = specs.length > 0 ? runStryker(source, specs, concurrency) : await mutantsOf(source);
  const result: FileResult = { hash, seconds: Math.round((performance.now() - begun) / 1000), mutants };
  mkdirSync(resultsFolder(area), { recursive: true });
  writeFileSync(resultPath(area, source), `${JSON.stringify(result)}\n`);
  return true;
}

/** The unit spec of a file's name, or else those of its folder. */
export function ownSpecsOf(source: string): string[] {
  const beside = source.replace(/\.ts$/, '.spec.ts');
  if (existsSync(join(ROOT, beside))) return [beside];
  return globSync(`${dirname(source)}/*.spec.ts`, { cwd: ROOT }).sort();
}

/** @throws Error where Stryker made no report, with the last it said */
function runStryker(source: string, specs: readonly string[], concurrency: number): readonly Mutant[] {
  const folder = mkdtempSync(join(tmpdir(), 'tallenne-mutation-'));
  try {
    const config = join(folder, 'stryker.json');
    const report = join(folder, 'report.json');
    writeFileSync(config, JSON.stringify(options(source, concurrency, folder, report)));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', config],
      { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TALLENNE_MUTATION_SPECS: JSON.stringify(specs) } },
    );
    if (status !== 0) throw new Error(`Stryker couldn't judge ${source}: ${`${stdout}${stderr}`.slice(-2000)}`);
    const { files } = JSON.parse(readFileSync(report, 'utf8')) as {
      readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
    };
    return files[source]?.mutants ?? [];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * A mutant that never ends is found by how often it ran (Stryker's hit limit); the minute is for one that waits, and long so
 * that a machine with other work makes no survivor a killed one.
 */
function options(source: string, concurrency: number, folder: string, report: string): object {
  return {
    mutate: [source],
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    jest: {
      configFile: 'test/mutation/jest.config.js',
      config: { testEnvironment: '@stryker-mutator/jest-runner/jest-env/node' },
    },
    coverageAnalysis: 'perTest',
    allowEmpty: true,
    disableTypeChecks: false,
    concurrency,
    timeoutMS: 60_000,
    // Modules of jest's that are loaded once are never let go of: after ten minutes of one process it held 4 GB.
    maxTestRunnerReuse: 40,
    // Outside the repository: jest would find two packages of one name.
    tempDirName: join(folder, 'sandboxes'),
    ignorePatterns: ['dist', 'web', 'demo', 'deploy', 'bench', 'data', 'coverage', '.cache', '.git'],
    reporters: ['json'],
    jsonReporter: { fileName: report },
  };
}
