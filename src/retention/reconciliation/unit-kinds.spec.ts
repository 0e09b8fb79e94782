import { describe, expect, it } from '@jest/globals';
import { AUDIO_UNITS, UNIT_KINDS, UNITS } from './unit-kinds.js';

const selectsOf = (sql: string) =>
  sql
    .replace(/^\(/, '')
    .replace(/\) units$/, '')
    .split(' union all ')
    .map(select => select.trim());

describe('the units of every kind', () => {
  it('are the rows of eight tables, each with its day, its kind and, where it has audio, its size and hash', () => {
    const none = 'null::bigint as size_bytes, null::bytea as audio_sha256';
    const audio = 'size_bytes, audio_sha256 as audio_sha256';
    expect(selectsOf(UNITS)).toEqual([
      `select id as id, due_on, 'recording' as kind, ${audio} from recording`,
      `select id as id, due_on, 'contact-history' as kind, ${none} from contact`,
      `select id as id, due_on, 'quarantined-item' as kind, ${audio} from quarantined_item`,
      `select id as id, due_on, 'training-copy' as kind, ${audio} from training_copy`,
      `select id as id, due_on, 'upload-part' as kind, ${audio} from upload_part`,
      `select id as id, due_on, 'rights-case' as kind, ${none} from dossier`,
      `select id as id, due_on, 'case-file' as kind, size_bytes, sha256 as audio_sha256 from dossier_file`,
      `select unit_id as id, due_on, 'audit-texts' as kind, ${none} from audit_month`,
    ]);
  });

  it('are, where audio is looked at, those that have it', () => {
    const withAudio = selectsOf(UNITS).filter(select => !select.includes('null::bytea'));
    expect(selectsOf(AUDIO_UNITS)).toEqual(withAudio.map(select => `${select} where size_bytes is not null`));
  });

  it('never change their day where they are a part of an upload or the texts of a month', () => {
    const movable = UNIT_KINDS.filter(kind => kind.movable !== null);
    expect(movable.map(({ table, movable: into }) => [table, into])).toEqual(
      ['recording', 'contact', 'quarantined_item', 'training_copy', 'dossier', 'dossier_file'].map(name => [
        name,
        name,
      ]),
    );
  });
});
