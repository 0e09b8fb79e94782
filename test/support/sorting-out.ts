import { Readable } from 'node:stream';
import { expect } from '@jest/globals';
import type { Day } from '../../src/kernel/calendar.js';
import { newId } from '../../src/kernel/ids.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { ReceiveAudio } from '../../src/recordings/audio/receive-audio.js';
import { fetchedFrom } from '../../src/recordings/ingest/deliverer.js';
import { recordingMetadata } from '../../src/recordings/ingest/metadata.schemas.js';
import type { QuarantineReason } from '../../src/recordings/quarantine/quarantine-reasons.js';
import { Quarantine } from '../../src/recordings/quarantine/quarantine.js';
import { CertifyDestroyedItemsJob } from '../../src/retention/sorted-out/certify-destroyed-items.job.js';
import { wav } from './audio.js';
import type { Metadata } from './client.js';
import { callMetadata } from './metadata.js';
import type { TestServer } from './server.js';

/** An item that waits, and the call that it is of. */
export interface Waiting {
  readonly id: string;
  readonly dueOn: Day;
  readonly metadata: Metadata;
}

/** What came in another way than by a request: a document that was not read, audio alone, an announcement alone. */
interface Odd {
  readonly reason: QuarantineReason;
  readonly call?: Metadata;
  readonly document?: { readonly format: string; readonly name: string; readonly text: string };
  readonly audio?: Buffer;
  /** The name that it is kept by, where that is not the call's. */
  readonly keptAs?: string;
}

/** What tests of sorting out do over and over, on one server. */
export class SortingOutScenes {
  constructor(private readonly server: TestServer) {}

  /** Delivers a call of which nobody says that its caller was told. */
  async wait(overrides: Metadata = {}, audio = wav({ seconds: 0.2 })): Promise<Waiting> {
    const metadata = callMetadata(this.server.clock.now(), { notice: { played: false }, ...overrides });
    const { status, body } = await this.server.ingest().deliver(metadata, audio);
    expect(status).toBe(202);
    return { id: String(body.quarantineId), dueOn: body.dueOn as Day, metadata };
  }

  /** Keeps what a watched folder would put aside. Returns its id. */
  async aside({ reason, call, document, audio, keptAs }: Odd): Promise<string> {
    const { app, clock, delivered } = this.server;
    const [id, key] = [newId(clock.now()), DataKey.generate()];
    if (audio) delivered.note(audio);
    const taken = audio ? await app.get(ReceiveAudio).take(Readable.from([audio]), id, key) : null;
    const known = call ? recordingMetadata.parse(call) : null;
    const name = { source: 'pbx-1', externalId: keptAs ?? known?.externalId ?? `odd-${id}` };
    const kept = { id, key, ...name, reason, call: known, document: document ?? null, audio: taken };
    await app.get(Quarantine).keep({ ...kept, latestDueOn: null, dropped: [] }, fetchedFrom('folder'));
    return id;
  }

  keysOf(id: string): Promise<readonly string[]> {
    return this.server.app.get(KeyRing).daysOf(id);
  }

  /** The line of the account that is about a unit. */
  async arrivalOf(id: string): Promise<object | undefined> {
    const [row] = await this.server.sql<object>(
      'select outcome, reason, queue, unit_id is not null as known from arrival where unit_id = $1',
      [id],
    );
    return row;
  }

  async itemIds(): Promise<string[]> {
    return (await this.server.sql<{ id: string }>('select id from quarantined_item order by id')).map(({ id }) => id);
  }

  certify(): Promise<void> {
    return this.server.app.get(CertifyDestroyedItemsJob).look();
  }
}
