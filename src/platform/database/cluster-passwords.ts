import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from './embedded-error-facts.js';

const schema = z.object({ owner: z.string().min(1), application: z.string().min(1) });

/** The passwords of the two login roles: 256 random bits each, base64url, so that they need no quoting anywhere. */
export type ClusterPasswords = z.infer<typeof schema>;

export function newPasswords(): ClusterPasswords {
  return { owner: randomBytes(32).toString('base64url'), application: randomBytes(32).toString('base64url') };
}

/** The passwords kept in `<dataDir>/secrets/postgres.json`, or null when that file is missing or unreadable as such. */
export async function readPasswords(dataDir: string): Promise<ClusterPasswords | null> {
  const text = await readFile(pathIn(dataDir), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  const kept = schema.safeParse(parseJson(text));
  return kept.success ? kept.data : null;
}

/** Keeps both passwords in one file (0600), whole or not at all. */
export async function keepPasswords(dataDir: string, passwords: ClusterPasswords): Promise<void> {
  await mkdir(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
  const file = await open(`${pathIn(dataDir)}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(passwords)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  // A crash here leaves the old file or none; the next start sets new passwords in the cluster.
  await rename(`${pathIn(dataDir)}.new`, pathIn(dataDir));
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'secrets', 'postgres.json');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
