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
    /** Where it sends those who come without TLS to the address with it. */
    readonly plainUrl: string,
    private readonly said: readonly string[],
  ) {}

  /**
   * Starts it on a port of loopback, without TLS.
   * @param nginx the program
   * @param ports where the instances listen
   */
  static async start(nginx: string, ports: readonly number[]): Promise<Proxy> {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-proxy-'));
    const [port, plain] = [await freePort(), await freePort()];
    await writeFile(join(folder, 'nginx.conf'), await configuration(folder, { port, plain }, ports));
    const child = spawn(nginx, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.on('data', (piece: Buffer) => {
      said.push(piece.toString('utf8'));
    });
    const [url, plainUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${plain}`];
    const until = performance.now() + START_MS;
    while (child.exitCode === null && performance.now() < until) {
      if (await fetch(`${url}/healthz`).then(Boolean, () => false))
        return new Proxy(child, folder, url, plainUrl, said);
      await wait(50);
    }
    child.kill('SIGKILL');
    throw new Error(`couldn't start nginx: ${said.join('')}`);
  }

  /** What it wrote, into the logs of the operators' file and into those that every nginx has. */
  async log(): Promise<string> {
    const written = await Promise.all(LOGS.map(name => readFile(join(this.folder, name), 'utf8')));
    return [...written, ...this.said].join('\n');
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The operators' file with other addresses: nothing else in it is changed, but that a test has no certificate and no other port. */
async function configuration(
  folder: string,
  { port, plain }: { readonly port: number; readonly plain: number },
  ports: readonly number[],
): Promise<string> {
  const [site, format, locations] = await Promise.all(
    ['tallenne.conf', 'log-format.conf', 'locations.conf'].map(name => readFile(join(CONF, name), 'utf8')),
  );
  const instances = ports.map(at => `    server 127.0.0.1:${at} max_fails=0;`).join('\n');
  const adapted = replaced(site ?? '', [
    [/^ {4}server 127\.0\.0\.1:8081 .*\n {4}server 127\.0\.0\.1:8082 .*$/m, instances],
    [/^ {4}listen 443 ssl;\n {4}listen \[::\]:443 ssl;$/m, `    listen 127.0.0.1:${port};`],
    [/^ {4}ssl_certificate .*\n {4}ssl_certificate_key .*\n/m, ''],
    [/\/var\/log\/nginx\/tallenne\.log/, join(folder, 'access.log')],
    [/\/var\/log\/nginx\/tallenne-error\.log/g, join(folder, 'error.log')],
    [/^ {4}include \/etc\/nginx\/tallenne\/locations\.conf;$/m, locations ?? ''],
    [/^ {4}listen 80;\n {4}listen \[::\]:80;$/m, `    listen 127.0.0.1:${plain};`],
  ]);
  return `daemon off; worker_processes 2; pid ${folder}/nginx.pid; error_log stderr warn;
events { worker_connections 1024; }
http {
access_log ${folder}/of-every-site.log;
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

const LOGS = ['access.log', 'error.log', 'of-every-site.log'];
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
