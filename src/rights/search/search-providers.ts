import { EndWithCase } from './end-with-case.js';
import { FollowTriage } from './follow-triage.js';
import { KeepCandidates } from './keep-candidates.js';
import { ListCaseRecordings } from './list-case-recordings.js';
import { LookAtCases } from './look-at-cases.js';
import { LookAtCasesJob } from './look-at-cases.job.js';
import { NoteKept } from './note-kept.js';
import { NoteSearch } from './note-search.js';
import { SearchAtReceipt } from './search-at-receipt.js';
import { SearchForPerson } from './search-for-person.js';
import { SearchesController } from './searches.controller.js';
import { ShowRecordings } from './show-recordings.js';
import { TriageRecording } from './triage-recording.js';

/** Finding the recordings of a person, and keeping them while the case is open. */
export const SEARCH_PROVIDERS = [
  ...[EndWithCase, FollowTriage, KeepCandidates, ListCaseRecordings, LookAtCases, LookAtCasesJob, NoteKept, NoteSearch],
  ...[SearchAtReceipt, SearchForPerson, ShowRecordings, TriageRecording],
];

export const SEARCH_CONTROLLERS = [SearchesController];
