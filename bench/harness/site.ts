import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildServer } from './child-server.js';
import { HttpClient } from './http-client.js';
import { GrownInstallation } from './grown-installation.js';
import { Installation, type AtEnd } from './installation.js';
import { LogInstallation, type Jobs } from './log-installation.js';
import { startNginx } from './nginx.js';
import { RetentionInstallation } from './retention-installation.js';
import type { StaffToSeed } from '../seed/seed-staff.js';

export const SMALL = 10_000;
export const LARGE = 1_000_000;
/** What rows of a grown installation are measured among, unless the bench is told another number. */
export const GROWN = 10_000_000;

/** People and grants beyond those of the demo. */
export type Crowd = StaffToSeed;
export const MANY_PEOPLE: Crowd = { staff: 10_000, grants: 50_000 };

/** Plain Node, which answers from the files of `folder`. */
export interface PlainNode {
  readonly folder: string;
  readonly client: HttpClient;
}

/** What rows are measured on: started when first asked for, shared by rows, stopped together. */
export class Site {
  readonly #say: (line: string) => void;
  readonly #installations = new Map<string, Promise<Installation>>();
  readonly #logs = new Map<string, Promise<LogInstallation>>();
  readonly #custody = new Map<number, Promise<RetentionInstallation>>();
  readonly #grown = new Map<number, Promise<GrownInstallation>>();
  readonly #stops: (() => Promise<void>)[] = [];
  #plainNode: Promise<PlainNode> | undefined;
  #nginx: Promise<HttpClient> | undefined;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** A Tallenne with so many calls, and with a crowd of people where one is asked for. */
  installation(recordings: number, crowd: Crowd | null = null): Promise<Installation> {
    const name = `${recordings} ${crowd?.staff ?? 0} ${crowd?.grants ?? 0}`;
    const known = this.#installations.get(name) ?? this.#install(recordings, crowd);
    this.#installations.set(name, known);
    return known;
  }

  /** A log of so many events, integrated. */
  log(events: number, jobs: Jobs): Promise<LogInstallation> {
    const name = `${events} ${jobs}`;
    const known = this.#logs.get(name) ?? this.#makeLog(events, jobs);
    this.#logs.set(name, known);
    return known;
  }

  /** Custody of so many recordings that are not due, to which due days can be added. */
  custody(recordings: number): Promise<RetentionInstallation> {
    const known = this.#custody.get(recordings) ?? this.#makeCustody(recordings);
    this.#custody.set(recordings, known);
    return known;
  }

  /** So many recordings with all that belongs to them, seeded by COPY. */
  grown(recordings: number): Promise<GrownInstallation> {
    const known = this.#grown.get(recordings) ?? this.#grow(recordings);
    this.#grown.set(recordings, known);
    return known;
  }

  /** nginx, which answers from the files of plain Node's folder. */
  nginx(): Promise<HttpClient> {
    return (this.#nginx ??= this.plainNode().then(
      async ({ folder }) => new HttpClient(await startNginx(folder, this.atEnd)),
    ));
  }

  plainNode(): Promise<PlainNode> {
    return (this.#plainNode ??= this.#startPlainNode());
  }

  readonly atEnd: AtEnd = stop => {
    this.#stops.unshift(stop);
  };

  /** Stops everything, the last first; what cannot be stopped keeps nothing else from it. */
  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) {
      await stop().catch((error: unknown) => {
        this.#say(`couldn't stop a part of the bench: ${String(error)}`);
      });
    }
  }

  #install(recordings: number, crowd: Crowd | null): Promise<Installation> {
    const people = crowd ? ` and ${crowd.staff.toLocaleString('en')} people` : '';
    const what = `an installation with ${recordings.toLocaleString('en')} recordings${people}`;
    return this.#made(what, () => Installation.start(recordings, crowd, this.atEnd));
  }

  #makeLog(events: number, jobs: Jobs): Promise<LogInstallation> {
    const what = `a log of ${events.toLocaleString('en')} events`;
    return this.#made(what, () => LogInstallation.start(events, jobs, this.atEnd));
  }

  #makeCustody(recordings: number): Promise<RetentionInstallation> {
    const what = `custody of ${recordings.toLocaleString('en')} recordings that are not due`;
    return this.#made(what, () => RetentionInstallation.start(recordings, this.atEnd));
  }

  #grow(recordings: number): Promise<GrownInstallation> {
    const what = `a grown installation of ${recordings.toLocaleString('en')} recordings`;
    return this.#made(what, () => GrownInstallation.start(recordings, this.#say, this.atEnd));
  }

  async #made<T>(what: string, make: () => Promise<T>): Promise<T> {
    const startedAtMs = performance.now();
    this.#say(`Making ${what} ...`);
    const made = await make();
    this.#say(`... made in ${Math.round((performance.now() - startedAtMs) / 1000)} s`);
    return made;
  }

  async #startPlainNode(): Promise<PlainNode> {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-plain-'));
    this.atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
    const server = await ChildServer.start('plain', {}, [folder]);
    this.atEnd(() => server.stop());
    return { folder, client: new HttpClient(String(server.said)) };
  }
}
