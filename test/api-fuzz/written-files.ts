import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Which files below some folders hold one of `secrets`, or are named by one: `<file>: <which>`. */
export async function filesWith(folders: readonly string[], secrets: ReadonlyMap<string, Buffer>): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    for (const path of await filesIn(folder)) {
      const bytes = await readFile(path).catch(() => Buffer.alloc(0)); // gone meanwhile
      for (const [name, secret] of secrets)
        if (bytes.includes(secret) || path.includes(secret.toString()))
          found.push(`${path.slice(folder.length)}: ${name}`);
    }
  }
  return found;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []); // none is made
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}
