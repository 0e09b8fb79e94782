import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildServer } from './child-server.js';
import { HttpClient } from './http-client.js';
import { Installation } from './installation.js';

export const SMALL = 10_000;
export const LARGE = 1_000_000;

/** Plain Node, which answers from the files of `folder`. */
export interface PlainNode {
  readonly folder: string;
  readonly client: HttpClient;
}

/** What rows are measured on: started when first asked for, shared by rows, stopped together. */
export class Site {
  readonly #say: (line: string) => void;
  readonly #installations = new Map<number, Promise<Installation>>();
  readonly #stops: (() => Promise<void>)[] = [];
  #plainNode: Promise<PlainNode> | undefined;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  /** A Tallenne with so many calls. */
  installation(recordings: number): Promise<Installation> {
    const known = this.#installations.get(recordings) ?? this.#install(recordings);
    this.#installations.set(recordings, known);
    return known;
  }

  plainNode(): Promise<PlainNode> {
    return (this.#plainNode ??= this.#startPlainNode());
  }

  /** Has `stop` called at the end, before what was asked for earlier is stopped. */
  atEnd(stop: () => Promise<void>): void {
    this.#stops.unshift(stop);
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0)) await stop();
  }

  async #install(recordings: number): Promise<Installation> {
    const startedAtMs = performance.now();
    this.#say(`Making an installation with ${recordings.toLocaleString('en')} recordings ...`);
    const installation = await Installation.start(recordings);
    this.atEnd(() => installation.stop());
    this.#say(`... made in ${Math.round((performance.now() - startedAtMs) / 1000)} s`);
    return installation;
  }

  async #startPlainNode(): Promise<PlainNode> {
    const folder = await mkdtemp(join(tmpdir(), 'tallenne-bench-plain-'));
    this.atEnd(() => rm(folder, { recursive: true, force: true }));
    const server = await ChildServer.start('plain', {}, [folder]);
    this.atEnd(() => server.stop());
    return { folder, client: new HttpClient(String(server.said)) };
  }
}
