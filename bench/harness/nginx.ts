import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../src/platform/database/cluster-port.js';
import type { AtEnd } from './installation.js';
import { NotHere } from './not-here.js';

const START_MS = 30_000;
const LOOK_EVERY_MS = 50;
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** A real nginx that serves the files of `folder` to whoever asks. Resolves to its address. @throws NotHere where there is none */
export async function startNginx(folder: string, atEnd: AtEnd): Promise<string> {
  const [program, own, port] = [nginx(), await mkdtemp(join(tmpdir(), 'tallenne-bench-nginx-')), await freePort()];
  atEnd(() => rm(own, { recursive: true, force: true, maxRetries: 10 }));
  await writeFile(join(own, 'nginx.conf'), configuration(own, folder, port));
  const child = spawn(program, ['-p', own, '-c', join(own, 'nginx.conf'), '-e', 'stderr'], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  atEnd(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  const until = performance.now() + START_MS;
  while (child.exitCode === null && performance.now() < until) {
    if (await fetch(url).then(Boolean, () => false)) return url;
    await wait(LOOK_EVERY_MS);
  }
  throw new Error("couldn't start nginx");
}

function nginx(): string {
  const names = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].map(folder => join(folder, 'nginx'));
  const found = names.find(isProgram);
  if (found === undefined) throw new NotHere('nginx (Debian package nginx) is not installed');
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Under root its workers would be somebody who may not read the folder. */
function configuration(own: string, folder: string, port: number): string {
  return `daemon off; worker_processes 1; pid ${own}/nginx.pid; error_log stderr crit;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 256; }
http {
  ${TEMPORARY.map(name => `${name}_temp_path ${own}/${name};`).join(' ')}
  access_log off; sendfile on; tcp_nopush off; keepalive_requests 1000000000; keepalive_time 24h;
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`;
}
