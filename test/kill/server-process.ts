import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { IN_FINLAND } from '../support/in-finland.js';
import { ROOM } from '../support/room.js';

const DIST = join(import.meta.dirname, '..', '..', 'dist', 'src');
const START_MS = 240_000;
const STOP_MS = 60_000;

type ServerChild = ChildProcessByStdio<Writable, Readable, Readable>;

/** Where one run keeps everything; the server gets a temporary folder of its own in it. */
export interface RunFolders {
  readonly data: string;
  readonly keys: string;
  readonly blobs: string;
  readonly temporary: string;
  /** Further settings of the server. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The real server, as `npm start` runs it, in a process that can be killed. */
export class ServerProcess {
  readonly url: string;
  readonly #child: ServerChild;

  private constructor(child: ServerChild, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Starts `tallenne serve` with the embedded PostgreSQL on the folders and waits until it listens. */
  static start(folders: RunFolders): Promise<ServerProcess> {
    return ServerProcess.#listening(run(join(DIST, 'cli', 'main.js'), ['serve'], folders));
  }

  /** The same server under a clock that is ahead of the machine's, and which {@link order} can set. */
  static startAhead(folders: RunFolders, aheadMs: number): Promise<ServerProcess> {
    return ServerProcess.#listening(run(join(import.meta.dirname, 'shifted-server.mjs'), [String(aheadMs)], folders));
  }

  static async #listening(child: ServerChild): Promise<ServerProcess> {
    const output: string[] = [];
    const url = await Promise.race([
      addressIn(child, output),
      once(child, 'exit').then(() => null),
      sleep(START_MS, null, { ref: false }),
    ]);
    if (url !== null) return new ServerProcess(child, url);
    await endProcess(child, 'SIGKILL');
    throw new Error(`couldn't start the server: ${output.join(' | ')}`);
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Has a server of {@link startAhead} do something; resolves when it has said so. @throws where it could not, or is gone */
  async order(line: string): Promise<void> {
    if (!this.isRunning) throw new Error(`nobody is there to be told "${line}"`);
    const said = new Promise<string>(resolve => {
      createInterface(this.#child.stdout).on('line', answer => {
        if (answer.startsWith(`order ${line} `)) resolve(answer.slice(`order ${line} `.length));
      });
    });
    this.#child.stdin.write(`${line}\n`);
    const answer = await Promise.race([said, once(this.#child, 'exit').then(() => 'gone')]);
    if (answer !== 'done') throw new Error(`the server answered "${line}" with ${answer}`);
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    await endProcess(this.#child, 'SIGKILL');
  }

  /** Orderly, its PostgreSQL with it. */
  async stop(): Promise<void> {
    await Promise.race([endProcess(this.#child, 'SIGTERM'), sleep(STOP_MS, null, { ref: false })]);
    await endProcess(this.#child, 'SIGKILL');
  }
}

/** Runs `tallenne audit verify` beside whatever runs. Returns what it found wrong; null where the log is as it was written. */
export async function verifyLog(folders: RunFolders): Promise<string | null> {
  const child = run(join(DIST, 'cli', 'main.js'), ['audit', 'verify'], folders);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', line => lines.push(line));
  const [code] = (await once(child, 'close')) as [number | null]; // the event's first argument
  return code === 0 ? null : lines.join(' | ');
}

/** Makes database, keys and the demo's accounts in empty folders; returns the token of the telephone system. */
export async function prepareAccounts(folders: RunFolders): Promise<string> {
  if (!existsSync(join(DIST, 'cli', 'main.js'))) throw new Error('There is no build to run: npm run build.');
  const child = run(join(import.meta.dirname, 'prepare-accounts.mjs'), [], folders);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', line => lines.push(line));
  const [code] = (await once(child, 'close')) as [number | null]; // the event's first argument
  if (code !== 0) throw new Error(`couldn't make the accounts: ${lines.join(' | ')}`);
  const said = JSON.parse(lines.at(-1) ?? '') as { ingestToken: string }; // as prepare-accounts.mjs writes it
  return said.ingestToken;
}

/** The process number of the PostgreSQL that a server of this run has started; null when none is running there. */
export async function postmasterOf({ data }: RunFolders): Promise<number | null> {
  const cluster = join(data, 'postgres');
  const pid = Number.parseInt(await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => ''), 10);
  if (Number.isNaN(pid)) return null;
  const place = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  return place === cluster ? pid : null;
}

/** Ends the PostgreSQL that a killed server has left behind, if there is one, and waits until it is gone. */
export async function endPostmaster(folders: RunFolders, signal: NodeJS.Signals): Promise<boolean> {
  const pid = await postmasterOf(folders);
  if (pid === null) return false;
  process.kill(pid, signal);
  for (
    let waitedMs = 0;
    waitedMs < STOP_MS && (await readlink(`/proc/${pid}/cwd`).catch(() => '')) !== '';
    waitedMs += 20
  )
    await sleep(20);
  return true;
}

function run(script: string, parameters: readonly string[], folders: RunFolders): ServerChild {
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    HOST: '127.0.0.1',
    TALLENNE_DATA_DIR: folders.data,
    TALLENNE_KEYS_DIR: folders.keys,
    TMPDIR: folders.temporary,
    ...IN_FINLAND,
    ...ROOM,
    ...folders.env,
  };
  const child = spawn(process.execPath, [script, ...parameters], {
    env,
    cwd: folders.temporary,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined); // it was killed while it was told something
  return child;
}

function addressIn({ stdout, stderr }: ServerChild, output: string[]): Promise<string> {
  createInterface(stderr).on('line', line => output.push(line));
  return new Promise(resolve => {
    createInterface(stdout).on('line', line => {
      output.push(line);
      const [, url] = /^Tallenne listens at (\S+)$/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
  });
}

async function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
