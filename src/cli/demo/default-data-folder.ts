import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const NAME = 'demo-data';
const OTHERS_PASS = 0o001;

/**
 * Where a demo lies that was told nothing: `demo-data` in the working folder. Under root PostgreSQL runs as another user;
 * where that one cannot pass through the working folder, as in `/root`, the demo lies in `/var/tmp`, a folder for each
 * working folder.
 */
export function defaultDataFolder(workingFolder = process.cwd(), isRoot = process.geteuid?.() === 0): string {
  if (!isRoot || othersPass(workingFolder)) return resolve(workingFolder, NAME);
  const own = createHash('sha256').update(workingFolder).digest('hex').slice(0, 12);
  return join('/var/tmp', `tallenne-${own}-${NAME}`);
}

function othersPass(folder: string): boolean {
  const above = dirname(folder);
  const passes = (statSync(folder).mode & OTHERS_PASS) !== 0;
  return passes && (above === folder || othersPass(above));
}
