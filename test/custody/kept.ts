import { helsinkiDay, type Day } from '../../src/kernel/calendar.js';
import type { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { storedBlobs } from './stored-blobs.js';
import type { KeptServer } from '../support/server.js';
import { openRingOf, wrappingsOf } from './kept-keys.js';

/** A custody unit as its row tells of it. */
export interface UnitRow {
  readonly id: string;
  readonly due_on: Day;
}

export interface RecordingRow extends UnitRow {
  readonly contact_id: string;
  readonly audio_sha256: Buffer;
  readonly size_bytes: number;
}

export interface ContactRow extends UnitRow {
  readonly sealed_note: Buffer | null;
}

export interface ItemRow extends UnitRow {
  /** Null where no audio has come. */
  readonly audio_sha256: Buffer | null;
  readonly sealed_metadata: Buffer | null;
}

/** A part of an upload that has not come to its end; the one of the metadata has no audio. */
export interface PartRow extends UnitRow {
  readonly audio_sha256: Buffer | null;
}

/** A training copy: audio of its own, and no parties. */
export interface CopyRow extends UnitRow {
  readonly audio_sha256: Buffer;
}

export interface CertificateRow {
  readonly unit_id: string;
  readonly unit_kind: string;
}

/** Everything that a server keeps, read past its own rules: from the tables, the blob folder and the key ring. */
export interface Kept {
  /** The Helsinki day of the server's clock. */
  readonly today: Day;
  readonly recordings: readonly RecordingRow[];
  readonly contacts: readonly ContactRow[];
  readonly items: readonly ItemRow[];
  readonly copies: readonly CopyRow[];
  readonly parts: readonly PartRow[];
  readonly dossiers: readonly UnitRow[];
  readonly files: readonly CopyRow[];
  readonly months: readonly UnitRow[];
  /** The recordings whose waveforms are kept. */
  readonly waveforms: ReadonlySet<string>;
  readonly certificates: readonly CertificateRow[];
  readonly destroyedDays: ReadonlySet<string>;
  readonly queuedBlobs: ReadonlySet<string>;
  readonly blobs: ReadonlySet<string>;
  readonly staged: readonly string[];
  /** The days on which each unit has a wrapping that its day key opens. */
  readonly wrappings: ReadonlyMap<string, readonly string[]>;
  /** A ring of its own, which remembers nothing of the server's. */
  readonly ring: KeyRing;
}

export async function readKept(server: KeptServer): Promise<Kept> {
  return {
    today: helsinkiDay(server.clock.now()),
    recordings: await server.sql('select id, due_on, contact_id, audio_sha256, size_bytes from recording'),
    contacts: await server.sql('select id, due_on, sealed_note from contact'),
    items: await server.sql('select id, due_on, audio_sha256, sealed_metadata from quarantined_item'),
    copies: await server.sql('select id, due_on, audio_sha256 from training_copy'),
    parts: await server.sql('select id, due_on, audio_sha256 from upload_part'),
    dossiers: await server.sql('select id, due_on from dossier'),
    files: await server.sql('select id, due_on, sha256 as audio_sha256 from dossier_file'),
    months: await server.sql('select unit_id as id, due_on from audit_month'),
    waveforms: await namesOf(server, 'select recording_id as name from recording_waveform'),
    certificates: await server.sql('select unit_id, unit_kind from deletion_certificate'),
    destroyedDays: await namesOf(server, `select day::text as name from due_day where state = 'destroyed'`),
    queuedBlobs: await namesOf(server, 'select name from blob_deletion'),
    ...(await storedBlobs(server)),
    wrappings: await wrappingsOf(server),
    ring: await openRingOf(server),
  };
}

async function namesOf(server: KeptServer, select: string): Promise<Set<string>> {
  return new Set((await server.sql<{ name: string }>(select)).map(({ name }) => name));
}
