export { AgentName } from './agents/agent-name.entity.js';
export { Arrival } from './arrivals/arrival.entity.js';
export { ArrivalDay, ArrivalGap, ArrivalHour } from './arrivals/arrival-figures.entity.js';
export { ArrivalChange, ArrivalTally } from './arrivals/arrival-tally.entity.js';
export { CountArrivals, type ArrivalCounts } from './arrivals/count-arrivals.js';
export { IngestAlarm } from './arrivals/ingest-alarm.entity.js';
export { callFactsOf, type CallFacts } from './call-facts.js';
export { asSubject } from './recording-reader.js';
export { reference, SOURCE_NAME } from './ingest/metadata.schemas.js';
export { anywhere, ownPlaces, type InAFile } from './ingest/folders/audio-name.js';
export { besideDocument, kindOf } from './ingest/folders/file-kinds.js';
export { externalIdOfAudio } from './ingest/formats/audio-names.js';
export type { DescribedCall } from './ingest/formats/document.js';
export { readDocument } from './ingest/formats/read-document.js';
export { SIDECAR, sourceForm, type SourceForm } from './ingest/formats/source-form.js';
export { ComplaintCase } from './complaint-cases/complaint-case.entity.js';
export { audioContext } from './audio/receive-audio.js';
export { Contact } from './contact.entity.js';
export { EraseCalls, type ErasedCalls, type ErasureTarget, type LockedCalls } from './erasing/erase-calls.js';
export type { ErasedUnit } from './erasing/erased-unit.js';
export { Tombstones } from './ingest/tombstones.js';
export { PartyCorrection, CORRECTABLE_FIELDS, SupplementaryStatement } from './corrections/correction.entity.js';
export { CorrectCall, type WantedCorrection } from './corrections/correct-call.js';
export { CallerMark } from './studied-calls/caller-mark.entity.js';
export { SettleMarks } from './studied-calls/settle-marks.js';
export { StudiedCalls, type StudiedCell } from './studied-calls/studied-calls.js';
export { Statements, type ShownStatement } from './corrections/statements.js';
export { BlockPurposes } from './restriction/block-purposes.js';
export { ReleaseCopies } from './restriction/release-copies.js';
export { RestrictRecordings } from './restriction/restrict-recordings.js';
export {
  BLOCK_CAUSES,
  PurposeBlock,
  Restriction,
  RESTRICTION_GROUNDS,
  type BlockCause,
  type RestrictionGround,
} from './restriction/restriction.entity.js';
export { MoveDueDay, type DecideDueDay, type NewDueDay } from './move-due-day.js';
export { GiveOutCalls, type CallToGive, type PartyToGive } from './taking-out/give-out-calls.js';
export {
  PeopleInCalls,
  type CallBounds,
  type CallInQuestion,
  type PartyInCall,
} from './people-in-calls/people-in-calls.js';
export type { PartyFields } from './party-fields.js';
export { isLost } from './taking-out/open-audio.js';
export { TakeOutContacts } from './taking-out/take-out-contacts.js';
export { TakeOutOthers } from './taking-out/take-out-others.js';
export type { TakenFile, UnreadableUnit } from './taking-out/taken-file.js';
export { UnitKeys, type MovableUnits } from './custody/unit-keys.js';
export { Party, PartyIndex } from './party.entity.js';
export { Playback } from './playback/playback.entity.js';
export { Dossier, DossierFile } from './dossiers/dossier.entity.js';
export { Dossiers, type KeptDossier, type MovedDossier } from './dossiers/dossiers.js';
export { DossierFiles, type KeptFile, type StoredFile } from './dossiers/dossier-files.js';
export { FindRedactable, type Redactable } from './redacted-copies/find-redactable.js';
export { markSchema } from './redacted-copies/mark.schemas.js';
export { RenderCopy, type ProvenCopy } from './redacted-copies/render-copy.js';
export type { CopyForm, RecordedForm } from './redaction/copy-form.js';
export { manifestHash, manifestOf, type RedactionManifest } from './redaction/manifest.js';
export { checkedMarks, REDACTION_METHODS, type Mark, type RedactionMethod } from './redaction/marks.js';
export { peaksView, type PeaksView } from './audio/waveform/waveform.schemas.js';
export { piecesOf } from './playback/extents.js';
export { playbackLastsMs } from './playback/grant-playback.js';
export { describeAudio, sendAudio } from './playback/send-audio.js';
export { servedAudio, type ServedAudio } from './playback/served-audio.js';
export type { ByteRange } from './playback/byte-range.js';
export { DestroyedItem } from './quarantine/destroyed-item.entity.js';
export { DestroyedItems, type EndedItem } from './quarantine/destroyed-items.js';
export { WAITING_DAYS } from './quarantine/quarantine.js';
export { QuarantinedItem } from './quarantine/quarantined-item.entity.js';
export { ReclaimUnits, type ReclaimedUnit, type TakenUnit, type UnitCounts } from './reclaim-units.js';
export { AwaitedAudio, InboxClaim, InboxDocument } from './ingest/folders/inbox.entities.js';
export { WatchBucket } from './ingest/folders/watch-bucket.job.js';
export { UploadPart } from './ingest/resumable/upload-part.entity.js';
export { Upload } from './ingest/resumable/upload.entity.js';
export { Recording } from './recording.entity.js';
export { RecordingWaveform } from './audio/waveform/recording-waveform.entity.js';
export { RecordingsModule } from './recordings.module.js';
export { RetentionRuleVersion } from './retention-rule/retention-rule.entity.js';
export { lengthOf } from './retention-rule/adopted-rules.js';
export { RetentionRules, type ProposedRule, type RuleInForceNow } from './retention-rule/retention-rules.js';
export { isForCall, ruleForCall, type AdoptedRule } from './retention-rule/rule-for-call.js';
export { RuleInForce } from './retention-rule/rule-in-force.js';
export { Tombstone } from './ingest/tombstone.entity.js';
export { SourceTerms, type SourceTerm } from './sources/source-terms.js';
export { UnitsKept } from './units-kept.js';
export { MOST_COPY_DAYS } from './training-copies/copy-days.js';
export { TrainingCopy, TrainingCopyRequest } from './training-copies/training-copy.entity.js';
export { UnitsByDay, type UnitsOfDay } from './units-by-day.js';
export { Source } from './sources/source.entity.js';
export { SavedSearch } from './saved-searches/saved-search.entity.js';
export { CallsById, type CallById } from './search/calls-by-id.js';
export { FindCallsOfPerson, type FoundCall, type FoundCalls } from './search/find-calls-of-person.js';
export { isMisread, isSearchable, searchedFor, SOUGHT_AS, type PersonCriteria } from './search/person-criteria.js';
export { CallNote } from './samples/call-note.entity.js';
export { EndNotes } from './samples/end-notes.js';
export { SampledCall, WeeklySample } from './samples/weekly-sample.entity.js';
export { AnnouncedCalls, type AnnouncedStanding } from './standing/announced-calls.js';
export { AnnouncementText } from './announcement-texts/announcement-text.entity.js';
export { AnnouncementTexts, type ToldAnnouncement } from './announcement-texts/announcement-texts.js';
export { PARTY_CATEGORIES, type PartyCategory } from './party.entity.js';
