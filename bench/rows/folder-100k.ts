import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../harness/comparison.js';
import type { Operation } from '../harness/measure.js';
import type { Site } from '../harness/site.js';
import { noise, upload } from '../seed/deliver-recordings.js';
import { installationWith } from './with-settings.js';
import type { Row } from './row.js';

const AUDIO_BYTES = 2 * 1024 * 1024;
const FILES = 100_000;
const FILES_A_FOLDER = 1_000;

/** Whether the scan of a full folder slows down what comes by requests. */
export const folderScanned: Row = { name: 'folder-100k', prepare };

async function prepare(site: Site): Promise<Comparison> {
  const inbox = await mkdtemp(join(tmpdir(), 'tallenne-bench-inbox-'));
  site.atEnd(() => rm(inbox, { recursive: true, force: true, maxRetries: 10 }));
  const [source, aside] = [join(inbox, 'pbx-2'), join(inbox, '.aside')];
  await fill(source);
  const installation = await installationWith(site, { TALLENNE_INBOX_DIR: inbox });
  const machine = installation.ingest();
  const audio = noise(AUDIO_BYTES);
  const operation: Operation = async () => (await machine.send(upload(audio), 201)).wholeMs;
  return {
    name: folderScanned.name,
    what: `POST of a recording of 2 MiB while a folder of ${FILES.toLocaleString('en')} files, which wait for their metadata, is scanned, against the same while no folder is`,
    goal: { kind: 'rate-at-least', ratio: 0.9 },
    by: 'throughput',
    atOnce: 1,
    ours: { name: 'with the folder', operation, before: () => move(aside, source) },
    baseline: [{ name: 'without', operation, before: () => move(source, aside) }],
  };
}

async function fill(folder: string): Promise<void> {
  for (let first = 0; first < FILES; first += FILES_A_FOLDER) {
    const inner = join(folder, String(first / FILES_A_FOLDER));
    await mkdir(inner, { recursive: true });
    const names = Array.from({ length: FILES_A_FOLDER }, (_, at) => join(inner, `${first + at}.wav`));
    await Promise.all(names.map(name => writeFile(name, 'RIFF')));
  }
}

/** A folder of a hidden name is none of a source. */
async function move(from: string, to: string): Promise<void> {
  await rename(from, to).catch(() => undefined); // it is there already
}
