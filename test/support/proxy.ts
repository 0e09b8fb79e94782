import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../src/platform/database/cluster-port.js';

const CONF = join(import.meta.dirname, '..', '..', 'deploy', 'nginx');
const START_MS = 30_000;

/** A real nginx before some instances, with the configuration that operators are given. */
export class Proxy {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly url: string,
  ) {}

  /**
   * Starts it on a port of loopback, without TLS.
   * @param nginx the program
   * @param ports where the instances listen
   */
  static async start(nginx: string, ports: readonly number[]): Promise<Proxy> {
    const [folder, port] = [await mkdtemp(join(tmpdir(), 'tallenne-proxy-')), await freePort()];
    await writeFile(join(folder, 'nginx.conf'), await configuration(folder, port, ports));
    const child = spawn(nginx, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (piece: Buffer) => {
      said.push(piece.toString('utf8'));
    });
    const url = `http://127.0.0.1:${port}`;
    const until = performance.now() + START_MS;
    while (child.exitCode === null && performance.now() < until) {
      if (await fetch(`${url}/healthz`).then(Boolean, () => false)) return new Proxy(child, folder, url);
      await wait(50);
    }
    child.kill('SIGKILL');
    throw new Error(`couldn't start nginx: ${said.join('')}`);
  }

  /** What it wrote about requests. */
  log(): Promise<string> {
    return readFile(join(this.folder, 'access.log'), 'utf8');
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The operators' file with other addresses: nothing else in it is changed, but that a test has no certificate and no other port. */
async function configuration(folder: string, port: number, ports: readonly number[]): Promise<string> {
  const [site, format, locations] = await Promise.all(
    ['tallenne.conf', 'log-format.conf', 'locations.conf'].map(name => readFile(join(CONF, name), 'utf8')),
  );
  const instances = ports.map(at => `    server 127.0.0.1:${at} max_fails=0;`).join('\n');
  const adapted = replaced(site ?? '', [
    [/^ {4}server 127\.0\.0\.1:8081 .*\n {4}server 127\.0\.0\.1:8082 .*$/m, instances],
    [/^ {4}listen 443 ssl;\n {4}listen \[::\]:443 ssl;$/m, `    listen 127.0.0.1:${port};`],
    [/^ {4}ssl_certificate .*\n {4}ssl_certificate_key .*\n/m, ''],
    [/\/var\/log\/nginx\/tallenne\.log/, join(folder, 'access.log')],
    [/^ {4}include \/etc\/nginx\/tallenne\/locations\.conf;$/m, locations ?? ''],
    [/^server \{\n {4}listen 80;[\s\S]*?^\}\n/m, ''],
  ]);
  return `daemon off; worker_processes 2; pid ${folder}/nginx.pid; error_log stderr warn;
events { worker_connections 1024; }
http {
${TEMPORARY.map(name => `${name}_temp_path ${folder}/${name};`).join('\n')}
${format ?? ''}
${adapted}
}
`;
}

function replaced(text: string, changes: readonly (readonly [RegExp, string])[]): string {
  return changes.reduce((before, [pattern, by]) => {
    if (!pattern.test(before)) throw new Error(`deploy/nginx/tallenne.conf has no longer ${pattern.source}`);
    return before.replace(pattern, () => by);
  }, text);
}

const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
