import { expect } from '@jest/globals';
import { addDays, helsinkiDay, startOfDay, type Day } from '../../src/kernel/calendar.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { EndHoldsJob } from '../../src/retention/holds/end-holds.job.js';
import { RunPurges } from '../../src/retention/index.js';
import { wav } from './audio.js';
import type { Answer, Client, Metadata } from './client.js';
import { callMetadata } from './metadata.js';
import type { TestServer } from './server.js';

/** A recording that was delivered, with its ordinary last day. */
export interface Filed {
  readonly id: string;
  readonly contactId: string;
  readonly dueOn: Day;
}

/** A recording as its row stands. */
export interface RecordingNow {
  readonly due_on: Day;
  readonly ordinary_due_on: Day;
  readonly hold_purposes: string;
  readonly held_through_on: Day;
}

/** What tests of holds do over and over, on one server. */
export class HoldScenes {
  constructor(private readonly server: TestServer) {}

  get today(): Day {
    return helsinkiDay(this.server.clock.now());
  }

  inDays(days: number): Day {
    return addDays(this.today, days);
  }

  /** Delivers a call that ended just now. */
  async deliver(overrides: Metadata = {}): Promise<Filed> {
    const metadata = callMetadata(this.server.clock.now(), overrides);
    const { status, body } = await this.server.ingest().deliver(metadata, wav({ seconds: 0.2 }));
    expect(status).toBe(201);
    return { id: String(body.id), contactId: String(body.contactId), dueOn: body.dueOn as Day };
  }

  /** Asks for a hold; for a complaint and a hundred days unless said otherwise. */
  ask(client: Client, recordingId: string, overrides: object = {}): Promise<Answer> {
    const wanted = { kind: 'complaint', reference: 'V-1', necessity: 'Asia on kesken.', until: this.inDays(100) };
    return client.post(`/recordings/${recordingId}/holds`, { ...wanted, ...overrides });
  }

  /** The id of a hold that was asked for, and is approved by `second`. */
  async approved(first: Client, second: Client, recordingId: string, overrides: object = {}): Promise<string> {
    const asked = await this.ask(first, recordingId, overrides);
    expect(asked.status).toBe(201);
    const id = String(asked.body.id);
    expect((await second.post(`/holds/${id}/approval`)).status).toBe(200);
    return id;
  }

  async recording(id: string): Promise<RecordingNow | undefined> {
    const [row] = await this.server.sql<RecordingNow>(
      'select due_on, ordinary_due_on, hold_purposes::text, held_through_on from recording where id = $1',
      [id],
    );
    return row;
  }

  /** The days on which a recording and its contact have keys: one each, the one of the row. */
  async expectOneKeyEach({ id, contactId }: Filed): Promise<void> {
    const ring = this.server.app.get(KeyRing);
    const [row] = await this.server.sql<{ own: Day; contact: Day }>(
      'select r.due_on as own, c.due_on as contact from recording r join contact c on c.id = r.contact_id where r.id = $1',
      [id],
    );
    expect([await ring.daysOf(id), await ring.daysOf(contactId)]).toEqual([[row?.own], [row?.contact]]);
  }

  /** The status that somebody gets who opens a recording, and who listens to it for a purpose. */
  async reached(client: Client, id: string, purpose: string): Promise<[opened: number, played: number]> {
    const opened = await client.get(`/recordings/${id}`);
    const played = await client.post(`/recordings/${id}/playbacks`, { purpose, reference: 'V-1' });
    return [opened.status, played.status];
  }

  /** The first moment of a day. */
  moveTo(day: Day): void {
    this.server.clock.moveTo(startOfDay(day));
  }

  endHolds(): Promise<void> {
    return this.server.app.get(EndHoldsJob).execute();
  }

  purge(): Promise<void> {
    return this.server.app.get(RunPurges).execute();
  }
}
