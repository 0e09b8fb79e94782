import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { LANGUAGES } from '../support/browser/words.js';
import { say } from '../support/long-run.js';

/** `npm run test:days`: the day of each role at the client, and the days by keyboard alone, in each language in turn. */
const DAYS = [
  ...['auditor-day-in-browser', 'administrators-day-in-browser', 'retention-day-in-browser'],
  ...['protection-officer-day-in-browser', 'days-by-keyboard'],
].map(name => `test/e2e/${name}.spec.ts`);
const root = join(import.meta.dirname, '../..');
const jest = join(root, 'node_modules/jest/bin/jest.js');

for (const language of LANGUAGES) {
  const env = { ...process.env, TALLENNE_DAY_LANGUAGE: language, TALLENNE_REQUIRE_ALL: '1' };
  const parameters = ['--experimental-vm-modules', jest, ...DAYS, '--selectProjects', 'e2e', ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, parameters, { cwd: root, env, stdio: 'inherit' });
  say(`${language}: ${status === 0 ? 'passed' : 'FAILED'}`);
  if (status !== 0) process.exitCode = 1;
}
