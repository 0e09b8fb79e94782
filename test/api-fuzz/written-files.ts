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
          found.push(`${path.slice(folder.length)}: ${name}, ${around(bytes, secret)}`);
    }
  }
  return found;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []); // none is made
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

/** What stands before it, to know whose it is. */
function around(bytes: Buffer, secret: Buffer): string {
  const at = bytes.indexOf(secret);
  return bytes.toString('latin1', Math.max(0, at - 200), Math.max(0, at)).replace(/[^ -~]/g, '?');
}
