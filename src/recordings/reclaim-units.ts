import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar.js';
import { helsinkiDay, parseDay } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import { ofItself, queueBlobs, queueDeletions } from '../platform/blobs/blob-deletions.js';
import { asDate, type EntityManager } from '../platform/database/index.js';
import { EndPlayback } from './playback/end-playback.js';

/** A custody unit whose rows are gone, with what may still be said of it: nothing personal. */
export interface ReclaimedUnit {
  readonly unitId: string;
  readonly unitKind: 'recording' | 'contact-history' | 'quarantined-item' | 'training-copy' | 'rights-case';
  /** Helsinki day of the call, where the unit is of one. */
  readonly callOn: Day | null;
  readonly queue: string;
  /** Where it came from; empty for what was made here. */
  readonly source: string;
  /** The last day by the rule alone, and the rule's version; null for what has none of its own. */
  readonly ordinaryDueOn: Day | null;
  readonly ruleVersion: number | null;
  readonly sizeBytes: number;
  readonly hasBlob: boolean;
}

/** One that the purge has taken. */
export interface TakenUnit extends ReclaimedUnit {
  /** What of it has a key of its own: itself, and the files of a case. */
  readonly keyIds: readonly string[];
}

/** The day that is reclaimed, and the run of the purge that does so. */
export interface EndedDay {
  readonly day: Day;
  readonly purgeRunId: string;
}

/** How many units of a day there are, by kind. */
export interface UnitCounts {
  readonly recordings: number;
  readonly contacts: number;
  readonly quarantined: number;
  readonly trainingCopies: number;
  readonly dossiers: number;
}

/** Takes away the rows of units whose day key is destroyed: what they held is unreadable by then. */
@Injectable()
export class ReclaimUnits {
  constructor(
    private readonly endPlayback: EndPlayback,
    private readonly clock: Clock,
  ) {}

  /** How many units end on `day`. */
  async count(em: EntityManager, day: Day): Promise<UnitCounts> {
    const [row] = await em.execute<Record<keyof UnitCounts, string>[]>(COUNT, [day, day, day, day, day]);
    return {
      recordings: Number(row?.recordings),
      contacts: Number(row?.contacts),
      quarantined: Number(row?.quarantined),
      trainingCopies: Number(row?.trainingCopies),
      dossiers: Number(row?.dossiers),
    };
  }

  /**
   * Deletes the rows of at most `limit` units of `day` in the caller's transaction, blob names into the deletion queue.
   * Rows that another instance has claimed are passed over. Returns what was taken; empty when nothing is left. Parts of uploads
   * that never came to their end go as well and are not told of: nobody was ever told that they are kept. The run waits for their blobs.
   */
  async batch(em: EntityManager, { day, purgeRunId }: EndedDay, limit: number): Promise<TakenUnit[]> {
    await this.#uploadParts(em, day, purgeRunId);
    const recordings = await this.#recordings(em, day, limit);
    if (recordings.length > 0) return recordings;
    const copies = await this.#trainingCopies(em, day, limit);
    if (copies.length > 0) return copies;
    const items = await this.#quarantined(em, day, limit);
    if (items.length > 0) return items;
    const dossiers = await this.#dossiers(em, day, limit);
    return dossiers.length > 0 ? dossiers : this.#contacts(em, day, limit);
  }

  async #uploadParts(em: EntityManager, day: Day, purgeRunId: string): Promise<void> {
    const parts = await em.execute<{ id: string; has_blob: boolean }[]>(DELETE_PARTS, [day]);
    const stored = parts.filter(({ has_blob }) => has_blob).map(({ id }) => ofItself(id));
    await queueBlobs(em, stored, this.clock.now(), purgeRunId);
  }

  async #recordings(em: EntityManager, day: Day, limit: number): Promise<TakenUnit[]> {
    const rows = await em.execute<CallRow[]>(CLAIM_RECORDINGS, [day, limit]);
    const ids = rows.map(row => row.id);
    await this.endPlayback.ofRecordings(em, ids);
    await em.execute('delete from playback where recording_id = any(?::uuid[])', [list(ids)]);
    await em.execute('delete from arrival where unit_id = any(?::uuid[])', [list(ids)]);
    await em.execute('delete from recording_waveform where recording_id = any(?::uuid[])', [list(ids)]);
    await em.execute('delete from recording where id = any(?::uuid[])', [list(ids)]);
    await queueDeletions(em, ids, this.clock.now());
    return rows.map(row => ({
      ...unit(row, 'recording'),
      callOn: helsinkiDay(asDate(row.ended_at)),
      queue: row.queue,
      ordinaryDueOn: parseDay(row.ordinary_due_on),
      ruleVersion: row.rule_version,
    }));
  }

  async #trainingCopies(em: EntityManager, day: Day, limit: number): Promise<TakenUnit[]> {
    const rows = await em.execute<CopyRow[]>(CLAIM_COPIES, [day, limit]);
    const ids = rows.map(row => row.id);
    await em.execute('delete from training_copy where id = any(?::uuid[])', [list(ids)]);
    await queueDeletions(em, ids, this.clock.now());
    return rows.map(row => ({ ...unit(row, 'training-copy'), callOn: parseDay(row.call_on), queue: row.queue }));
  }

  async #quarantined(em: EntityManager, day: Day, limit: number): Promise<TakenUnit[]> {
    const rows = await em.execute<IdRow[]>(CLAIM_QUARANTINED, [day, limit]);
    const ids = rows.map(row => row.id);
    await em.execute(KEEP_MISSING, [list(ids)]);
    await em.execute('delete from arrival where unit_id = any(?::uuid[])', [list(ids)]);
    await em.execute('delete from awaited_audio where item_id = any(?::uuid[])', [list(ids)]);
    await em.execute('delete from quarantined_item where id = any(?::uuid[])', [list(ids)]);
    await queueDeletions(em, ids, this.clock.now());
    return rows.map(row => unit(row, 'quarantined-item'));
  }

  /** Their files are part of them: the certificate of a case speaks for both, and what hangs on the rows goes with them. */
  async #dossiers(em: EntityManager, day: Day, limit: number): Promise<TakenUnit[]> {
    const rows = await em.execute<IdRow[]>(CLAIM_DOSSIERS, [day, limit]);
    const ids = list(rows.map(row => row.id));
    const files = await em.execute<FileRow[]>(FILES, [ids]);
    await em.execute('delete from dossier where id = any(?::uuid[])', [ids]);
    const blobs = files.map(({ id, dossier_id }) => ({ name: id, unitId: dossier_id }));
    await queueBlobs(em, blobs, this.clock.now());
    const filesOf = Map.groupBy(files, file => file.dossier_id);
    return rows.map(row => withFiles(unit(row, 'rights-case'), filesOf.get(row.id) ?? []));
  }

  async #contacts(em: EntityManager, day: Day, limit: number): Promise<TakenUnit[]> {
    const rows = await em.execute<IdRow[]>(CLAIM_CONTACTS, [day, limit]);
    const ids = list(rows.map(row => row.id));
    await em.execute('delete from party_index where contact_id = any(?::uuid[])', [ids]);
    await em.execute('delete from contact_party where contact_id = any(?::uuid[])', [ids]);
    await em.execute('delete from contact where id = any(?::uuid[])', [ids]);
    return rows.map(row => unit(row, 'contact-history'));
  }
}

interface IdRow {
  readonly id: string;
  readonly source?: string;
  /** Of what has a blob. */
  readonly size_bytes?: string | number;
}

interface CallRow extends IdRow {
  readonly ended_at: string | Date;
  readonly queue: string;
  readonly ordinary_due_on: string;
  readonly rule_version: number;
}

interface CopyRow extends IdRow {
  readonly call_on: string;
  readonly queue: string;
}

interface FileRow extends IdRow {
  readonly dossier_id: string;
}

const COUNT = `
  select (select count(*) from recording where due_on = ?) as recordings,
         (select count(*) from contact where due_on = ?) as contacts,
         (select count(*) from quarantined_item where due_on = ?) as quarantined,
         (select count(*) from training_copy where due_on = ?) as "trainingCopies",
         (select count(*) from dossier where due_on = ?) as "dossiers"`;

const DELETE_PARTS = `
  with part as (delete from upload_part where due_on = ? returning id, upload_id, size_bytes),
    gone as (delete from upload u using part where u.id = part.upload_id and u.answer is null)
  select id, size_bytes is not null as has_blob from part`;

const CLAIM_RECORDINGS = `
  select id, ended_at, queue, source, ordinary_due_on, rule_version, size_bytes
  from recording where due_on = ? order by id limit ? for update skip locked`;
const CLAIM_COPIES = `
  select id, call_on, queue, size_bytes from training_copy where due_on = ? order by id limit ? for update skip locked`;
const CLAIM_QUARANTINED = `
  select id, source, size_bytes from quarantined_item where due_on = ? order by id limit ? for update skip locked`;
const CLAIM_DOSSIERS = 'select id from dossier where due_on = ? order by id limit ? for update skip locked';
const FILES = 'select id, dossier_id, size_bytes from dossier_file where dossier_id = any(?::uuid[]) order by id';
/** A call whose audio has not come is missing still, or explained, when its item is gone: its line has a day of its own. */
const KEEP_MISSING = `
  update arrival set unit_id = null where unit_id = any(?::uuid[]) and outcome in ('awaited', 'explained')`;
const CLAIM_CONTACTS = 'select id, source from contact where due_on = ? order by id limit ? for update skip locked';

function unit({ id, source = '', size_bytes }: IdRow, unitKind: ReclaimedUnit['unitKind']): TakenUnit {
  const stored = { sizeBytes: Number(size_bytes ?? 0), hasBlob: size_bytes !== undefined, keyIds: [id] };
  return { unitId: id, unitKind, callOn: null, queue: '', source, ordinaryDueOn: null, ruleVersion: null, ...stored };
}

function withFiles(dossier: TakenUnit, files: readonly FileRow[]): TakenUnit {
  const keyIds = [...dossier.keyIds, ...files.map(({ id }) => id)];
  const sizeBytes = files.reduce((sum, file) => sum + Number(file.size_bytes), 0);
  return { ...dossier, sizeBytes, hasBlob: files.length > 0, keyIds };
}

/** An array literal of ids; ids hold nothing that would need quoting. */
function list(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
