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
    [
      'the access log: kept for its own time, without anything of a caller',
      ['audit_event', 'review_letter', 'finding', 'log_stream'],
    ],
    ['reasons in the access log: encrypted, they go with their month', ['audit_text', 'audit_month']],
    [
      'proof of deletion: ids, days and queues, nothing personal',
      ['deletion_certificate', 'tombstone', 'erasure', 'erasure_unit', 'training_copy_request'],
    ],
    [
      'who works here and what they may do: until the system is taken down',
      [
        ...['staff', 'credential', 'session', 'enrolment', 'passkey', 'recovery_code', 'second_factor_challenge'],
        ...[
          'sign_in_throttle',
          'saved_search',
          'access_review',
          'grant_template',
          'undertaking_version',
          'duty_change',
        ],
        ...['directory_user', 'external_identity', 'openid_link', 'open_id_attempt', 'service_account'],
      ],
    ],
    [
      'how the system is set up: nothing of a caller',
      ['source', 'source_terms', 'agent_name', 'retention_rule', 'known_key_ring', 'complaint_case'],
    ],
    [
      'what the register promises and who processes for it: published, or of firms; nothing of a caller',
      ['notice_version', 'announcement_text', 'processor'],
    ],
    [
      'breaches of personal data as art. 33(5) asks: ids, times, codes and numbers, nobody’s name',
      ['incident', 'incident_listing', 'incident_person'],
    ],
    [
      'how much came from where, and what was missing: numbers, codes and times',
      [
        ...['arrival_day', 'arrival_hour', 'arrival_gap', 'arrival_tally', 'arrival_change', 'ingest_alarm', 'notice'],
        ...['study_day', 'study_cell'],
      ],
    ],
    [
      'when the mailbox of requests was tried: times and by whom, nothing of a caller',
      ['rights_mailbox_test', 'rights_mailbox_reminder'],
    ],
    [
      'the bookkeeping of deleting: ids, days and numbers',
      [...['due_day', 'purge_run', 'reconciliation_finding', 'clock_sighting', 'departure', 'unit_check', 'long_work']],
    ],
  ])('is, as "%s", what is in %j', (reason, tables) => {
    expect(tables.map(table => [table, reasonToKeep(table)])).toEqual(tables.map(table => [table, reason]));
  });

  it.each([
    ...['my_audit_text', 'deletion_certificate_draft', 'recording_staff', 'staff_photo', 'contact_source'],
    ...['source', 'notice_version', 'incident', 'arrival_day', 'rights_mailbox_test', 'due_day'].map(
      name => `call_${name}`,
    ),
    ...[
      'processor_note',
      'complaint_case_text',
      'incident_person_note',
      'arrival_day_call',
      'notice_text',
      'departures',
    ],
    ...['rights_mailbox_test_letter', 'saved_searches', 'findings', 'log_streams', 'call_duty_change', 'call_finding'],
  ])('is nothing of a table whose name only holds the name of another, such as %s', table => {
    expect(reasonToKeep(table)).toBeNull();
  });
});
