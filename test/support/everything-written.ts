import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestServer } from './server.js';

/** Everything that a server has written into its database and its folders, a piece a table or file. */
export async function everythingWritten(server: TestServer): Promise<Map<string, string>> {
  const written = new Map<string, string>();
  const tables = await server.sql<{ name: string }>(`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace`);
  for (const { name } of tables) {
    const rows = await server.sql<{ row: string }>(`select t::text as row from "${name}" t`);
    written.set(`table ${name}`, rows.map(({ row }) => row).join('\n'));
  }
  for (const folder of [server.folders.data, server.folders.keys]) {
    for (const path of await filesIn(folder)) written.set(path, (await readFile(path)).toString('latin1'));
  }
  return written;
}

/** Where `text` stands in clear: as it is, in UTF-8 read as bytes, or in a column of bytes. */
export function placesOf(text: string, written: ReadonlyMap<string, string>): string[] {
  const bytes = Buffer.from(text);
  const forms = [text, bytes.toString('latin1'), bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '')];
  return [...written].filter(([, content]) => forms.some(form => content.includes(form))).map(([place]) => place);
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}
