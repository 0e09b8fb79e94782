import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  copyFile,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../../src/platform/database/cluster-port.js';
import { clusterAccount, makeReachable } from '../../src/platform/database/embedded-account.js';
import { FaultProcess } from './fault-process.js';
import { endWithThisProcess } from './postgres.js';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const DEPLOY = join(ROOT, 'deploy');
const START_MS = 120_000;
const STORE_BYTES = 2 * 1024 ** 3;
const SAID = {
  TALLENNE_STORES_COUNTRY: 'FI',
  TALLENNE_BACKUP_COUNTRY: 'FI',
  TALLENNE_PUBLIC_ORIGIN: 'https://tallenne.example.org',
};

/** The programs that a composition is run with instead of its images. */
export interface Programs {
  readonly compose: string;
  readonly openssl: string;
  readonly postgres: string;
  readonly nginx: string;
  /** Where the server's own files are: the build of this checkout, or an image's folder. */
  readonly server: string;
}

type Settings = Readonly<Record<string, string>>;

interface Composition {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly environment?: Settings;
        readonly command?: readonly string[] | null;
        readonly networks?: Readonly<Record<string, { readonly ipv4_address?: string } | null>>;
      }
    >
  >;
}

/**
 * What docker-compose.yml says, as processes on loopback instead of containers: its environment, its commands, the scripts and files that it
 * mounts, and the secrets of `make-secrets.sh`. Only addresses, ports and folders are others.
 */
export class Deployment {
  readonly #ports = new Map<string, number>();
  readonly #ends: (() => Promise<unknown>)[] = [];
  readonly #servers = new Map<string, FaultProcess>();
  readonly #said = new Map<string, string>();
  #store: ChildProcess | null = null;

  private constructor(
    /** Where everything of it lies. */
    readonly folder: string,
    private readonly programs: Programs,
    private readonly composition: Composition,
  ) {}

  /** Everything up to the point where instances may start. */
  static async begin(programs: Programs): Promise<Deployment> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'tallenne-deployment-')));
    await chmod(folder, 0o711); // PostgreSQL runs as a user of its own and passes through
    const composed = ['-f', join(ROOT, 'docker-compose.yml'), 'config', '--format', 'json'];
    const { stdout } = await run(programs.compose, composed, { env: { ...process.env, ...SAID } });
    const deployment = new Deployment(folder, programs, JSON.parse(stdout) as Composition); // as the tool renders it
    try {
      await deployment.#prepare();
      return deployment;
    } catch (error) {
      await deployment.stop();
      throw error;
    }
  }

  /** Where browsers reach it. */
  get origin(): string {
    return `https://localhost:${this.port('proxy')}`;
  }

  secret(name: string): Promise<string> {
    return readFile(this.secretFile(name), 'utf8');
  }

  secretFile(name: string): string {
    return join(this.folder, 'secrets', name);
  }

  port(part: string): number {
    const port = this.#ports.get(part);
    if (port === undefined) throw new Error(`${part} has no port.`);
    return port;
  }

  get bucketEndpoint(): string {
    return `https://localhost:${this.port('store')}`;
  }

  /** Runs one of the program's commands with the environment of `service`, as a container of it would. */
  async command(service: string, ...parameters: readonly string[]): Promise<string> {
    const main = join(this.programs.server, 'dist', 'src', 'cli', 'main.js');
    const { stdout } = await run(process.execPath, [main, ...parameters], { env: this.environment(service) });
    return stdout;
  }

  async startServer(name: string): Promise<FaultProcess> {
    const settings = this.environment(name);
    const server = await FaultProcess.start(
      settings,
      START_MS,
      join(this.programs.server, 'dist', 'src', 'cli', 'main.js'),
    );
    this.#servers.set(name, server);
    return server;
  }

  async stopServer(name: string): Promise<number | null> {
    const server = this.#servers.get(name);
    this.#servers.delete(name);
    return (await server?.stop()) ?? null;
  }

  /** The environment that the composition gives to `service`, with the addresses and folders of this machine. */
  environment(service: string): Record<string, string> {
    const given = { ...IMAGE, ...this.composition.services[service]?.environment };
    const settings = Object.entries(given).map(([name, value]) => [name, this.#here(value)] as const);
    const own = {
      PATH: process.env.PATH ?? '',
      TALLENNE_OUTPUT_LEVEL: 'warn',
      PORT: String(this.#ports.get(service) ?? 0),
    };
    return { ...Object.fromEntries(settings), HOST: '127.0.0.1', ...own };
  }

  /** The superuser of one of the databases, over its socket. */
  async sql<Row extends object>(part: 'database' | 'keys-database', name: string, text: string): Promise<Row[]> {
    const client = new pg.Client({
      host: join(this.folder, part),
      port: this.port(part),
      user: 'postgres',
      database: name,
    });
    await client.connect();
    try {
      return (await client.query<Row>(text)).rows;
    } finally {
      await client.end();
    }
  }

  /** What one of the databases has written into its log. */
  saidBy(part: 'database' | 'keys-database'): string {
    return this.#said.get(part) ?? '';
  }

  async startStore(): Promise<void> {
    const env = {
      ...{ PATH: process.env.PATH ?? '', LISTEN: '127.0.0.1', STORE: join(this.folder, 'store') },
      ...{ SECRETS: join(this.folder, 'secrets'), STORE_PORT: String(this.port('store')) },
      ...{ MONITOR_PORT: String(this.port('monitor')), STORE_BYTES: String(STORE_BYTES) },
    };
    // Gone with this process however it ends: the shell waits for the end of its input.
    const script = '"$@" </dev/null & part=$!; cat >/dev/null; kill $part; wait $part';
    const store = spawn('/bin/sh', ['-c', script, 'sh', 'bash', join(DEPLOY, 'store', 'start-ceph.sh')], {
      ...{ env, detached: true },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#store = store;
    await answers(store, /^The store answers\.$/m);
  }

  async stopStore(): Promise<void> {
    const store = this.#store;
    this.#store = null;
    if (!store || store.exitCode !== null) return;
    const ended = once(store, 'exit');
    store.stdin?.end();
    await ended;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#servers.keys()].map(name => this.stopServer(name)));
    for (const end of this.#ends.reverse()) await end();
    await this.stopStore();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #prepare(): Promise<void> {
    for (const part of PARTS) this.#ports.set(part, await freePort());
    const secrets = { ...process.env, SECRETS: join(this.folder, 'secrets') };
    await run('sh', [join(DEPLOY, 'make-secrets.sh'), 'localhost'], { env: secrets });
    for (const folder of ['data', 'keys', 'log-copy', 'store']) await mkdir(join(this.folder, folder), { mode: 0o700 });
    await this.#pointSecretsHere();
    await Promise.all([this.startStore(), this.#startPostgres('database'), this.#startPostgres('keys-database')]);
    await this.#startProxy();
  }

  /** Addresses in secrets name containers. */
  async #pointSecretsHere(): Promise<void> {
    for (const name of ['owner-url', 'application-url', 'keys-url']) {
      const url = await this.secret(name);
      await chmod(this.secretFile(name), 0o600);
      await writeFile(this.secretFile(name), this.#here(url));
    }
  }

  #here(value: string): string {
    return value
      .replace(/@(database|keys-database)\//, (_, part: string) => `@localhost:${this.port(part)}/`)
      .replaceAll('/run/secrets/', `${this.folder}/secrets/`)
      .replaceAll('/var/lib/tallenne/', `${this.folder}/`)
      .replace('https://store:8443', this.bucketEndpoint)
      .replace(SAID.TALLENNE_PUBLIC_ORIGIN, this.origin)
      .replace(/^172\.30\.7\.2$/, '127.0.0.1');
  }

  /** As the image of PostgreSQL does: makes a cluster that its own user reaches over the socket, runs the script, starts by the entrypoint. */
  async #startPostgres(part: 'database' | 'keys-database'): Promise<void> {
    const bin = dirname(this.programs.postgres);
    const home = join(this.folder, part);
    const cluster = join(home, 'postgres');
    await mkdir(home, { mode: 0o755 });
    const account = await clusterAccount(cluster);
    await makeReachable(home, account);
    const secrets = await this.#secretsOf(part, home);
    await mkdir(cluster, { mode: 0o700 });
    const files = (await readdir(secrets)).map(name => join(secrets, name));
    if (account) for (const path of [cluster, ...files, secrets, home]) await chown(path, account.uid, account.gid);
    const as = { ...account, cwd: '/' };
    const env = {
      ...{ PATH: `${home}:${bin}:${process.env.PATH ?? ''}`, LC_ALL: 'C', TZ: 'UTC', PGDATA: cluster, PGHOST: home },
      ...{ PGPORT: String(this.port(part)), SECRETS: secrets, RUN: home },
    };
    await run(
      join(bin, 'initdb'),
      ['--auth-local=trust', '--auth-host=scram-sha-256', '--no-locale', '--encoding=UTF8', '--username=postgres'],
      { ...as, env },
    );
    await writeFile(join(cluster, 'pg_hba.conf'), 'local all all trust\nhost all all all scram-sha-256\n');
    await writeFile(join(home, 'docker-entrypoint.sh'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
    const at = ['-k', home, '-c', 'listen_addresses=127.0.0.1', '-p', String(this.port(part))];
    const script = part === 'database' ? 'create-roles.sh' : 'create-keys-role.sh';
    await run(
      join(bin, 'pg_ctl'),
      ['-w', '-o', at.map(word => `'${word}'`).join(' '), '-l', join(home, 'log'), 'start'],
      { ...as, env },
    );
    await run('sh', [await this.#copied(join(DEPLOY, 'postgres', script), home)], { ...as, env });
    await run(join(bin, 'pg_ctl'), ['-w', '-m', 'fast', 'stop'], { ...as, env });
    const given = this.composition.services[part]?.command ?? [];
    const withTls = await this.#copied(join(DEPLOY, 'postgres', 'with-tls.sh'), home);
    const child = spawn('sh', [withTls, ...given, ...at], { ...as, env, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (piece: Buffer) => this.#said.set(part, this.saidBy(part) + piece.toString('utf8')));
    const release = endWithThisProcess(home);
    this.#ends.push(async () => {
      child.kill('SIGINT');
      if (child.exitCode === null) await once(child, 'exit');
      await release();
    });
    await answers(child, /ready to accept connections/);
  }

  /** Containers see only their own secrets, under the names that the composition gives them. */
  async #secretsOf(part: string, home: string): Promise<string> {
    const secrets = join(home, 'secrets');
    await mkdir(secrets, { mode: 0o700 });
    const own = part === 'database' ? ['owner', 'application'] : ['keys'];
    for (const name of own) await copyFile(this.secretFile(name), join(secrets, name));
    for (const kind of ['certificate', 'key'])
      await copyFile(this.secretFile(`${part}-${kind}`), join(secrets, `tls-${kind}`));
    return secrets;
  }

  /** The checkout may lie where another user cannot go. */
  async #copied(file: string, home: string): Promise<string> {
    await cp(file, join(home, basename(file)));
    return join(home, basename(file));
  }

  /** Whose address in the composition this is. */
  #partAt(address: string): string {
    const parts = Object.entries(this.composition.services);
    const [name] =
      parts.find(([, { networks = {} }]) => Object.values(networks).some(one => one?.ipv4_address === address)) ?? [];
    if (name === undefined) throw new Error(`Nobody has ${address}.`);
    return name;
  }

  async #startProxy(): Promise<void> {
    const folder = join(this.folder, 'proxy');
    await mkdir(folder);
    const conf = join(DEPLOY, 'nginx');
    const site = (await readFile(join(conf, 'in-compose.conf'), 'utf8'))
      .replaceAll(/([\d.]+):8080/g, (_, address: string) => `127.0.0.1:${this.port(this.#partAt(address))}`)
      .replaceAll('/run/secrets/', `${this.folder}/secrets/`)
      .replaceAll('/etc/nginx/tallenne/', `${conf}/`)
      .replace('listen 8443 ssl', `listen 127.0.0.1:${this.port('proxy')} ssl`)
      .replace('/dev/stdout', join(folder, 'log'));
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      name => `${name}_temp_path ${folder}/${name};`,
    );
    const whole = `daemon off; pid ${folder}/pid; error_log stderr warn; events {}
http { ${temporary.join(' ')} include ${conf}/log-format.conf;
${site} }
`;
    await writeFile(join(folder, 'nginx.conf'), whole);
    const child = spawn(this.programs.nginx, ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
      stdio: 'ignore',
    });
    this.#ends.push(async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    });
  }
}

/** What the Dockerfile sets. */
const IMAGE = {
  NODE_ENV: 'production',
  TALLENNE_DATA_DIR: '/var/lib/tallenne/data',
  TALLENNE_KEYS_DIR: '/var/lib/tallenne/keys',
  TALLENNE_LOG_COPY_URL: 'file:///var/lib/tallenne/log-copy',
};
const PARTS = ['proxy', 'server-1', 'server-2', 'database', 'keys-database', 'store', 'monitor'];

/** Until a process has said what it says when it is ready. @throws Error with what it said, when it ends or takes too long */
async function answers(child: ChildProcess, ready: RegExp): Promise<void> {
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => (said += piece.toString('utf8')));
  for (const until = performance.now() + START_MS; !ready.test(said);) {
    if (child.exitCode !== null || performance.now() > until) throw new Error(`A part did not start: ${said}`);
    await wait(50);
  }
}
