import { randomInt } from 'node:crypto';
import { expect } from '@jest/globals';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { parseDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { Database } from '../../src/platform/database/index.js';
import { BlockPurposes } from '../../src/recordings/index.js';
import { ExplainCall } from '../../src/recordings/ingest/folders/explain-call.js';
import { fetchedFrom } from '../../src/recordings/ingest/deliverer.js';
import { recordingMetadata } from '../../src/recordings/ingest/metadata.schemas.js';
import type { ServiceLevelStudy } from '../../src/register/studies/study.schemas.js';
import { wav } from './audio.js';
import type { Client, Metadata } from './client.js';
import { callMetadata } from './metadata.js';
import type { TestServer } from './server.js';

/** A call that came in; what is left out is usual. */
export interface Call {
  readonly day: Day;
  /** Minutes of the day. */
  readonly at?: number;
  /** null: the source does not say when it was answered. */
  readonly waitMs?: number | null;
  readonly talkMs?: number;
  /** null: the number is hidden. */
  readonly phone?: string | null;
}

export interface Delivered {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: Day;
}

const NUMBERS = 10_000_000;
let serial = 0;

/** An invented number that nobody else calls from. */
export function somePhone(): string {
  return `+35840${String(randomInt(NUMBERS)).padStart(7, '0')}`;
}

/** Calls for studies, and studies of them. */
export class StudyScenes {
  constructor(
    readonly server: TestServer,
    readonly liisa: Client,
  ) {}

  static async of(server: TestServer): Promise<StudyScenes> {
    return new StudyScenes(server, await server.as('liisa.lupa'));
  }

  async call(what: Call, more: Metadata = {}): Promise<Delivered> {
    serial += 1;
    const audio = wav({ seconds: 0.2, seed: serial });
    const { status, body } = await this.server.ingest().deliver(this.#metadata(what, more), audio);
    expect(status).toBe(201);
    return { id: String(body.id), contactId: String(body.contactId), dueOn: parseDay(String(body.dueOn)) };
  }

  async calls(count: number, what: Call, more: Metadata = {}): Promise<Delivered[]> {
    const made: Delivered[] = [];
    for (let n = 0; n < count; n += 1) made.push(await this.call(what, more));
    return made;
  }

  async notAnswered(what: Call, more: Metadata = {}): Promise<void> {
    const read = recordingMetadata.parse(this.#metadata({ ...what, waitMs: null, talkMs: 15_000 }, more));
    await this.server.app.get(ExplainCall).execute(read, 'not-answered', fetchedFrom('folder'));
  }

  /** By Liisa, who sees everything, unless somebody else looks. */
  async study(query: Readonly<Record<string, string>>, client = this.liisa): Promise<ServiceLevelStudy> {
    const { status, body } = await client.get(`/studies/service-levels?${new URLSearchParams(query).toString()}`);
    expect(status).toBe(200);
    return body as unknown as ServiceLevelStudy;
  }

  ofDay(day: Day, group = 'day', client = this.liisa): Promise<ServiceLevelStudy> {
    return this.study({ from: day, through: day, group }, client);
  }

  /** Somebody in the recordings objects to a use of them. */
  async block(ids: readonly string[], purpose: 'service-level-study' | 'internal-training'): Promise<void> {
    const begunAt = this.server.clock.now();
    const objected = { reference: 'R-1', purposes: [purpose], because: 'objection', begunAt } as const;
    await this.server.app
      .get(Database)
      .transaction(em => this.server.app.get(BlockPurposes).block(em, ids, objected, THE_SYSTEM));
  }

  #metadata({ day, at = 600, waitMs = 20_000, talkMs = 60_000, phone = somePhone() }: Call, more: Metadata): Metadata {
    const startedAt = new Date(startOfDay(day).getTime() + at * 60_000);
    const answeredAt = new Date(startedAt.getTime() + (waitMs ?? 0));
    const endedAt = new Date(answeredAt.getTime() + talkMs);
    return callMetadata(endedAt, {
      ...{ startedAt: startedAt.toISOString(), endedAt: endedAt.toISOString() },
      ...(waitMs === null ? {} : { answeredAt: answeredAt.toISOString() }),
      caller: { category: 'customer-staff', name: 'Testi Soittaja', ...(phone === null ? {} : { phone }) },
      ...more,
    });
  }
}

/** Groups with their calls. */
export function callsOf({ rows }: ServiceLevelStudy): (readonly [key: string, calls: number])[] {
  return rows.map(({ key, calls }) => [key, calls]);
}
