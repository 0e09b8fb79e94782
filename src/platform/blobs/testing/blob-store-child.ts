import { createHash, randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { Readable } from 'node:stream';

import { newId } from '../../../kernel/ids.js';
import { LocalBlobStore } from '../local-blob-store.js';

/** Prints one line for each thing that the store has acknowledged, until it is killed. */
const [folder = '', task = ''] = process.argv.slice(2);
const store = await LocalBlobStore.open(folder);

function say(...words: string[]): void {
  writeSync(1, `${words.join(' ')}\n`);
}

async function putOne(sizeBytes: number): Promise<string> {
  const [name, bytes] = [newId(new Date()), randomBytes(sizeBytes)];
  say('putting', name, createHash('sha256').update(bytes).digest('hex'));
  await store.put(name, Readable.from([bytes.subarray(0, 10_000), bytes.subarray(10_000)]));
  say('put', name);
  return name;
}

async function putAndDelete(): Promise<never> {
  for (;;) {
    await putOne(200_000);
    const name = await putOne(20_000);
    say('deleting', name);
    await store.delete(name);
    say('deleted', name);
  }
}

/** What the store refuses is said and goes on. */
async function putSome(): Promise<void> {
  for (const sizeBytes of [20_000, 200_000, 30_000, 2_000_000, 40_000]) {
    await putOne(sizeBytes).catch((error: unknown) => {
      say('refused', error instanceof Error && 'code' in error ? String(error.code) : String(error));
    });
  }
}

if (task === 'put-and-delete') await Promise.all(Array.from({ length: 4 }, putAndDelete));
if (task === 'put-some') await putSome();
