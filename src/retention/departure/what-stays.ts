const LOG = 'the access log: kept for its own time, without anything of a caller';
const TEXTS = 'reasons in the access log: encrypted, they go with their month';
const CERTIFICATES = 'proof of deletion: ids, days and queues, nothing personal';
const PEOPLE = 'who works here and what they may do: until the system is taken down';
const SETTINGS = 'how the system is set up: nothing of a caller';
const PROMISES = 'what the register promises and who processes for it: published, or of firms; nothing of a caller';
const INCIDENTS = 'breaches of personal data as art. 33(5) asks: ids, times, codes and numbers, nobody’s name';
const FIGURES = 'how much came from where, and what was missing: numbers, codes and times';
const MAILBOX = 'when the mailbox of requests was tried: times and by whom, nothing of a caller';
const WORK = 'the bookkeeping of deleting: ids, days and numbers';

/** Tables whose rows may stay when everything is taken out and over, with the reason. Every other table must be empty. */
const STAYS: readonly (readonly [table: RegExp, reason: string])[] = [
  [/^audit_(text|month)$/, TEXTS],
  [/^(audit_|review_|finding$|log_stream$)/, LOG],
  [/^(deletion_certificate|tombstone|erasure|erasure_unit|training_copy_request)$/, CERTIFICATES],
  [/^(staff|credential|session|enrolment|passkey|recovery_code|second_factor_challenge|sign_in_throttle)$/, PEOPLE],
  [/^(saved_search$|access_|grant_|undertaking_|duty_|directory_|external_identity|open_?id_|service_)/, PEOPLE],
  [/^(source|source_.*|agent_name|retention_rule|known_key_ring|complaint_case)$/, SETTINGS],
  [/^(notice_version|announcement_text|processor)$/, PROMISES],
  [/^incident(_listing|_person)?$/, INCIDENTS],
  [/^(arrival_(day|hour|gap|tally|change)|ingest_alarm|notice|study_(day|cell))$/, FIGURES],
  [/^rights_mailbox_(test|reminder)$/, MAILBOX],
  [/^(due_day|purge_|reconciliation_|clock_sighting|departure$|unit_check|long_work$)/, WORK],
];

/** Why the rows of `table` may stay; null where there must be none. */
export function reasonToKeep(table: string): string | null {
  return STAYS.find(([names]) => names.test(table))?.[1] ?? null;
}
