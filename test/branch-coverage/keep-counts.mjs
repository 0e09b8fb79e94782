import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const hashOf = path => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Writes down what a spec counted as soon as it is through, so that a stop loses the specs at work and no other. */
export default class KeepCounts {
  onTestResult(_test, { testFilePath, coverage, numPassingTests, numFailingTests, testExecError, perfStats, skipped }) {
    if (skipped || testExecError || numFailingTests > 0 || numPassingTests === 0) return;
    const spec = testFilePath.slice(root.length + 1);
    const path = join(root, '.cache', 'coverage', `${spec.replaceAll('/', '--')}.json`);
    const files = Object.values(coverage ?? {}).map(file => [file.path.slice(root.length + 1), hits(file)]);
    const seconds = Math.round((perfStats.end - perfStats.start) / 100) / 10;
    const record = { spec, hash: hashOf(testFilePath), seconds, files: Object.fromEntries(files) };
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, `${JSON.stringify(record)}\n`);
    renameSync(`${path}.new`, path);
  }
}

/** The places are known from the source; of a spec only how often it came by is kept. */
function hits({ path, s, b }) {
  return { hash: hashOf(path), s, b };
}
