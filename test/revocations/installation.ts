import { readFileSync } from 'node:fs';
import pg from 'pg';
import { Database } from '../../src/platform/database/index.js';
import { wav } from '../support/audio.js';
import { Client } from '../support/client.js';
import { FaultProcess } from '../support/fault-process.js';
import { stopSchedule } from '../support/fault-server.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson, type TestPerson } from '../support/people.js';
import { startTestServer, type TestServer } from '../support/server.js';

const MEBIBYTE = 1024 * 1024;
/** More than the kernel holds between a server and a listener who does not read: else all of it has left before any change. */
const RECORDING_BYTES = kernelHoldsBytes() + 4 * MEBIBYTE;
const GRANT = { role: 'team-lead', purposes: ['internal-training'] };
const SIGN_IN_AGAIN_MS = 8 * 60_000;

/** A person who is signed in. */
export interface SignedInPerson extends TestPerson {
  readonly token: string;
}

/** Two servers in processes of their own on one database, and a third here that does nothing by itself. */
export class Installation {
  #administrator: { readonly token: string; readonly atMs: number } | null = null;

  private constructor(
    readonly beside: TestServer,
    private readonly processes: readonly FaultProcess[],
    private readonly notified: pg.Client,
    /** A recording for each trial that runs at the same time. */
    readonly recordings: readonly string[],
  ) {}

  static async start(width: number): Promise<Installation> {
    const beside = await startTestServer({ at: new Date() }); // the processes go by the machine's clock
    stopSchedule(beside.app);
    const processes = [await FaultProcess.start(beside.env)];
    processes.push(await FaultProcess.start(beside.env));
    const notified = new pg.Client({ connectionString: beside.database.superuserUrl });
    await notified.connect();
    await notified.query('listen tallenne_access');
    const recordings: string[] = [];
    for (let seed = 1; seed <= width; seed += 1) recordings.push(await deliver(beside, seed));
    return new Installation(beside, processes, notified, recordings);
  }

  get urls(): readonly string[] {
    return this.processes.map(({ url }) => url);
  }

  get servedPorts(): readonly number[] {
    return this.urls.map(url => Number(new URL(url).port));
  }

  get database(): Database {
    return this.beside.app.get(Database);
  }

  /** Who may listen to everything, in a session that each of the processes takes for complete. */
  async newListener(): Promise<SignedInPerson> {
    this.beside.clock.moveTo(new Date());
    const person = await addPerson(this.beside, { grants: [GRANT] });
    return { ...person, token: await this.#signIn(person.username) };
  }

  /** Speaks to one of the processes as an administrator. */
  async administrator(url: string): Promise<Client> {
    if (!this.#administrator || Date.now() - this.#administrator.atMs > SIGN_IN_AGAIN_MS) {
      this.beside.clock.moveTo(new Date());
      this.#administrator = { token: await this.#signIn('yrjo.yllapito'), atMs: Date.now() };
    }
    return new Client(url, this.#administrator.token);
  }

  /** Calls `heard` for each change that is told until the function that is returned is called. */
  onChange(heard: (change: string) => void): () => void {
    const listener = ({ payload }: pg.Notification) => {
      heard(payload ?? '');
    };
    this.notified.on('notification', listener);
    return () => this.notified.off('notification', listener);
  }

  async stop(): Promise<void> {
    for (const process of this.processes) await process.stop();
    await this.notified.end();
    await this.beside.stop();
  }

  async #signIn(username: string): Promise<string> {
    const { token } = await this.beside.as(username);
    await this.beside.sql(
      'update session set second_factor_at = started_at where second_factor_at is null and ended_at is null',
    );
    return token;
  }
}

async function deliver(beside: TestServer, seed: number): Promise<string> {
  const audio = wav({ seconds: (RECORDING_BYTES - 46) / 8000, channels: 1, seed });
  const { body } = await beside.ingest().deliver(callMetadata(beside.clock.now()), audio);
  return String(body.id);
}

/** The most that both ends of a connection may keep: the last figures of `tcp_wmem` and `tcp_rmem`. */
function kernelHoldsBytes(): number {
  const most = ['tcp_wmem', 'tcp_rmem'].map(name =>
    readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8').trim().split(/\s+/).at(-1),
  );
  return most.reduce((sum, bytes) => sum + Number(bytes), 0);
}
