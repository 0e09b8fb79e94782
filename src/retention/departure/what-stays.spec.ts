import { describe, expect, it } from '@jest/globals';
import { reasonToKeep } from './what-stays.js';

describe('what stays when a controller has left', () => {
  it.each([
    'recording',
    'contact',
    'contact_party',
    'party_index',
    'quarantined_item',
    'playback',
    'training_copy',
    'hold',
    'dossier',
    'dossier_file',
    'rights_case',
    'rights_document',
    'supplementary_statement',
  ])('is no %s', table => {
    expect(reasonToKeep(table)).toBeNull();
  });

  it('is no blob on its way out, nor anything of a table that nobody thought of', () => {
    expect([reasonToKeep('blob_deletion'), reasonToKeep('rights_case')]).toEqual([null, null]);
  });

  it.each([
    ...['audit_event', 'audit_text', 'deletion_certificate', 'staff', 'source', 'purge_run', 'departure'],
    ...['rights_mailbox_test', 'rights_mailbox_reminder'],
  ])('is %s, for a reason', table => {
    expect(reasonToKeep(table)).not.toBeNull();
  });
});
