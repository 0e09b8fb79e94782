import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CreateBucketCommand, type CreateBucketCommandInput } from '@aws-sdk/client-s3';
import { freePort } from '../../src/platform/database/cluster-port.js';
import { Bucket } from '../../src/platform/s3/bucket.js';
import type { S3Place } from '../../src/platform/s3/s3-place.js';
import { optionalTool } from './optional-tool.js';

const run = promisify(execFile);
const START_MS = 90_000;
/** Debian's daemons look for their libraries below their working directory. */
const CWD = '/usr';

/** A small Ceph of one monitor, one OSD in memory and one gateway, all of it one's own. */
export interface Ceph {
  readonly endpoint: string;
  /** A new user with keys of its own, and what a server reaches a bucket of it by. */
  user(): Promise<CephUser>;
  /** Stops the gateway, and starts it again on the same port. */
  stopGateway(): Promise<void>;
  startGateway(): Promise<void>;
  stop(): Promise<void>;
}

export interface CephUser {
  /** Makes a bucket, by default with a name of its own. */
  bucket(input?: Partial<CreateBucketCommandInput>): Promise<S3Place>;
}

/** Whether its packages are installed; says on standard error which are not. */
export function hasCeph(): boolean {
  return (['radosgw', 'ceph-mon', 'ceph-osd'] as const).map(optionalTool).every(tool => tool !== null);
}

/** Starts a Ceph in a temporary folder; its processes end and its folder goes with `stop`, or when this process ends anyhow. */
export async function startCeph(): Promise<Ceph> {
  const folder = await mkdtemp(join(tmpdir(), 'tallenne-ceph-'));
  const [monitorPort, gatewayPort] = [await freePort(), await freePort()];
  const cluster = new Cluster(folder, gatewayPort);
  try {
    await cluster.make(monitorPort);
    await cluster.start();
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return {
    endpoint: cluster.endpoint,
    user: () => cluster.user(),
    stopGateway: () => cluster.stopGateway(),
    startGateway: () => cluster.startGateway(),
    stop: () => cluster.stop(),
  };
}

class Cluster {
  readonly endpoint: string;
  readonly #conf: readonly string[];
  readonly #daemons: ChildProcess[] = [];
  #gateway: ChildProcess | null = null;

  constructor(
    private readonly folder: string,
    private readonly gatewayPort: number,
  ) {
    this.endpoint = `http://127.0.0.1:${gatewayPort}`;
    this.#conf = ['-c', join(folder, 'ceph.conf')];
  }

  async make(monitorPort: number): Promise<void> {
    const [fsid, address] = [randomUUID(), `[v2:127.0.0.1:${monitorPort}]`];
    for (const name of ['mon', 'osd', 'rgw', 'run']) await mkdir(join(this.folder, name));
    await writeFile(join(this.folder, 'ceph.conf'), confOf(this.folder, fsid, monitorPort));
    const [map, keyring] = [join(this.folder, 'monmap'), join(this.folder, 'keyring')];
    await run('monmaptool', ['--create', '--addv', 'a', address, '--fsid', fsid, map]);
    for (const [at, [name, ...caps]] of KEYS.entries()) {
      const asked = caps.flatMap(cap => ['--cap', ...(cap.split(':') as [string, string])]);
      await run('ceph-authtool', [
        keyring,
        ...(at === 0 ? ['--create-keyring'] : []),
        '--gen-key',
        '-n',
        name,
        ...asked,
      ]);
    }
    await run('ceph-mon', [...this.#conf, '--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring]);
  }

  async start(): Promise<void> {
    this.#daemons.push(this.#spawn('ceph-mon', ['-i', 'a']));
    const uuid = randomUUID();
    await this.#ceph(['osd', 'new', uuid]);
    await run('ceph-osd', [...this.#conf, '-i', '0', '--mkfs', '--osd-uuid', uuid], { cwd: CWD });
    this.#daemons.push(this.#spawn('ceph-osd', ['-i', '0']));
    await until(async () => (await this.#ceph(['osd', 'stat', '-f', 'json'])).includes('"num_up_osds":1'));
    await this.startGateway();
    // Without a group of zones that synchronise, the gateway has no replication to set up.
    const group = ['--group-id=tests', '--status=allowed'];
    await this.#admin(['sync', 'group', 'create', ...group]);
    await this.stopGateway();
    await this.startGateway();
  }

  async startGateway(): Promise<void> {
    const frontend = `beast endpoint=127.0.0.1:${this.gatewayPort}`;
    this.#gateway = this.#spawn('radosgw', ['-n', 'client.admin', '--rgw-frontends', frontend]);
    await until(async () => (await fetch(this.endpoint)).ok);
  }

  async stopGateway(): Promise<void> {
    if (this.#gateway) await end(this.#gateway);
    this.#gateway = null;
  }

  async user(): Promise<CephUser> {
    const [uid, accessKey, secretKey] = [randomUUID(), randomHex(), randomHex()];
    const keys = [`--access-key=${accessKey}`, `--secret-key=${secretKey}`];
    await this.#admin(['user', 'create', `--uid=${uid}`, '--display-name=tests', ...keys]);
    const at = { endpoint: this.endpoint, region: 'default', pathStyle: true, accessKey, secretKey };
    return {
      bucket: async input => {
        const place = { ...at, bucket: `b-${randomUUID()}`, prefix: '' };
        const bucket = new Bucket(place);
        await bucket.send(new CreateBucketCommand({ Bucket: place.bucket, ...input }));
        bucket.close();
        return place;
      },
    };
  }

  async stop(): Promise<void> {
    await this.stopGateway();
    await Promise.all(this.#daemons.splice(0).map(end));
    await rm(this.folder, { recursive: true, force: true });
  }

  /** In the foreground, and gone with this process however it ends: a shell waits for the end of its input. */
  #spawn(daemon: string, parameters: readonly string[]): ChildProcess {
    const script = '"$@" </dev/null & daemon=$!; cat >/dev/null; kill -9 $daemon; wait $daemon';
    return spawn('/bin/sh', ['-c', script, 'sh', daemon, ...this.#conf, '-f', ...parameters], {
      ...{ cwd: CWD, detached: true },
      stdio: ['pipe', 'ignore', 'ignore'],
    });
  }

  async #ceph(parameters: readonly string[]): Promise<string> {
    return (await run('ceph', [...this.#conf, ...parameters])).stdout;
  }

  #admin(parameters: readonly string[]): Promise<unknown> {
    return run('radosgw-admin', [...this.#conf, ...parameters], { cwd: CWD });
  }
}

const KEYS: readonly (readonly [string, ...string[]])[] = [
  ['mon.', 'mon:allow *'],
  ['client.admin', 'mon:allow *', 'osd:allow *', 'mgr:allow *'],
  ['osd.0', 'mon:allow profile osd', 'osd:allow *'],
];

/** The end of its input ends a daemon. */
async function end(daemon: ChildProcess): Promise<void> {
  if (daemon.exitCode !== null || daemon.signalCode !== null) return;
  const ended = once(daemon, 'exit');
  daemon.stdin?.end();
  await ended;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  for (;;) {
    if (await isSo().catch(() => false)) return;
    if (performance.now() - began > START_MS) throw new Error('Ceph did not start.');
    await wait(100);
  }
}

function randomHex(): string {
  return randomBytes(16).toString('hex');
}

function confOf(folder: string, fsid: string, monitorPort: number): string {
  return `[global]
fsid = ${fsid}
mon host = [v2:127.0.0.1:${monitorPort}/0]
mon initial members = a
public addr = 127.0.0.1
keyring = ${folder}/keyring
run dir = ${folder}/run
crash dir = ${folder}/run
admin socket =
pid file =
log file = ${folder}/$name.log
mon cluster log file = ${folder}/cluster.log
log to stderr = false
mon data = ${folder}/mon
osd data = ${folder}/osd
rgw data = ${folder}/rgw
osd objectstore = memstore
memstore device bytes = 2147483648
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon data avail crit = 1
paxos propose interval = 0.05
paxos min wait = 0.01
`;
}
