import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../src/platform/files/durable.js';
import type { KeptServer } from '../support/server.js';

/** No file of the data folder or the keys folder holds a slice of audio as it was delivered. */
export async function plaintextFindings({ folders, delivered }: KeptServer): Promise<string[]> {
  const findings: string[] = [];
  for (const folder of [folders.data, folders.keys]) {
    for (const path of await filesIn(folder)) {
      const content = await readFile(path).catch(() => Buffer.alloc(0)); // gone meanwhile
      if (delivered.slices.some(slice => content.includes(slice))) findings.push(`${path} holds audio in clear`);
    }
  }
  return findings;
}

async function filesIn(folder: string): Promise<string[]> {
  // A server whose database and recordings are elsewhere has nothing to put there.
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(nothingIfMissing);
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

function nothingIfMissing(error: unknown): never[] {
  if (isMissing(error)) return [];
  throw error;
}
