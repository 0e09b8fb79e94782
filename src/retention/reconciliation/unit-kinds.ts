import type { MovableUnits } from '../../recordings/index.js';

/** A kind of custody unit: the table of its rows, and what each unit has. */
export interface UnitKind {
  readonly name: string;
  readonly table: string;
  readonly idColumn: string;
  /** Its audio lies in a blob of the unit's id; the row has `size_bytes` and `audio_sha256`, which are null where there is none. */
  readonly hasAudio: boolean;
  /** The column of the hash, where it is not `audio_sha256`. */
  readonly hashColumn?: string;
  /** The table where its units may change their day; null where they never do. */
  readonly movable: MovableUnits | null;
}

/**
 * Every kind of custody unit (design §1). One that is missing here has its keys and blobs taken for orphans: a new kind is
 * added here together with its table.
 */
export const UNIT_KINDS: readonly UnitKind[] = [
  { name: 'recording', table: 'recording', idColumn: 'id', hasAudio: true, movable: 'recording' },
  { name: 'contact-history', table: 'contact', idColumn: 'id', hasAudio: false, movable: 'contact' },
  { name: 'quarantined-item', table: 'quarantined_item', idColumn: 'id', hasAudio: true, movable: 'quarantined_item' },
  { name: 'training-copy', table: 'training_copy', idColumn: 'id', hasAudio: true, movable: 'training_copy' },
  { name: 'upload-part', table: 'upload_part', idColumn: 'id', hasAudio: true, movable: null },
  { name: 'rights-case', table: 'dossier', idColumn: 'id', hasAudio: false, movable: 'dossier' },
  {
    ...{ name: 'case-file', table: 'dossier_file', idColumn: 'id', hasAudio: true, movable: 'dossier_file' },
    hashColumn: 'sha256',
  },
  { name: 'audit-texts', table: 'audit_month', idColumn: 'unit_id', hasAudio: false, movable: null },
];

/** The units of every kind as one table in SQL, `id, due_on, kind, size_bytes, audio_sha256`; the last two null without audio. */
export const UNITS = unionOf(UNIT_KINDS);

/** The same of the units that have audio. */
export const AUDIO_UNITS = unionOf(
  UNIT_KINDS.filter(({ hasAudio }) => hasAudio),
  'where size_bytes is not null',
);

function unionOf(kinds: readonly UnitKind[], where = ''): string {
  const selects = kinds.map(({ name, table, idColumn, hasAudio, hashColumn = 'audio_sha256' }) => {
    const stored = `size_bytes, ${hashColumn} as audio_sha256`;
    const audio = hasAudio ? stored : 'null::bigint as size_bytes, null::bytea as audio_sha256';
    return `select ${idColumn} as id, due_on, '${name}' as kind, ${audio} from ${table} ${where}`;
  });
  return `(${selects.join(' union all ')}) units`;
}
