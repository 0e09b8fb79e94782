import { Module } from '@nestjs/common';
import { AccessModule, WaitingKinds } from '../access/index.js';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { CloseCase } from './complaint-cases/close-case.js';
import { ComplaintCasesController } from './complaint-cases/complaint-cases.controller.js';
import { AGENT_PROVIDERS } from './agents/agent-providers.js';
import { AgentNamesController } from './agents/agent-names.controller.js';
import { ARRIVAL_CONTROLLERS, ARRIVAL_PROVIDERS } from './arrivals/arrival-providers.js';
import { CountArrivals } from './arrivals/count-arrivals.js';
import { AcceptDelivery } from './ingest/accept-delivery.js';
import { CustodyOfRecording } from './ingest/custody-of-recording.js';
import { DiscardDelivery } from './ingest/discard-delivery.js';
import { EarlierDeliveries } from './ingest/earlier-deliveries.js';
import { FileContact } from './ingest/file-contact.js';
import { IngestController } from './ingest/ingest.controller.js';
import { FOLDER_PROVIDERS } from './ingest/folders/folder-providers.js';
import { WatchBucket } from './ingest/folders/watch-bucket.job.js';
import { NoteRefusal } from './ingest/note-refusal.js';
import { ResumableController } from './ingest/resumable/resumable.controller.js';
import { RESUMABLE_PROVIDERS } from './ingest/resumable/resumable-providers.js';
import { IngestRecording } from './ingest/ingest-recording.js';
import { DestroyedItems } from './quarantine/destroyed-items.js';
import { OpenItem } from './quarantine/open-item.js';
import { QUARANTINE_CONTROLLERS, QUARANTINE_PROVIDERS } from './quarantine/quarantine-providers.js';
import { Quarantine } from './quarantine/quarantine.js';
import { ReadUpload } from './ingest/read-upload.js';
import { ReceiveAudio } from './audio/receive-audio.js';
import { ViewWaveform } from './audio/waveform/view-waveform.js';
import { WaveformController } from './audio/waveform/waveform.controller.js';
import { Waveforms } from './audio/waveform/waveforms.js';
import { ReceiveRecording } from './ingest/receive-recording.js';
import { ReceiveUpload } from './ingest/receive-upload.js';
import { OpenRecording } from './open-recording.js';
import { OtherLegs } from './other-legs.js';
import { Dossiers } from './dossiers/dossiers.js';
import { DossierFiles } from './dossiers/dossier-files.js';
import { EraseCalls } from './erasing/erase-calls.js';
import { LeaveContact } from './erasing/leave-contact.js';
import { EarlierPlaybacksController } from './playback/earlier-playbacks.controller.js';
import { EndPlayback } from './playback/end-playback.js';
import { GrantPlayback } from './playback/grant-playback.js';
import { ListPlaybacks } from './playback/list-playbacks.js';
import { ListenOn } from './playback/listen-on.js';
import { OpenListening } from './playback/open-listening.js';
import { FindPlayback } from './playback/playback-in-hand.js';
import { PlaybacksController } from './playback/playbacks.controller.js';
import { ReplayPlaybacks } from './playback/replay-playbacks.js';
import { ServeAudio } from './playback/serve-audio.js';
import { FindRedactable } from './redacted-copies/find-redactable.js';
import { REDACTED_COPY_PROVIDERS } from './redacted-copies/redacted-copy-providers.js';
import { RenderCopy } from './redacted-copies/render-copy.js';
import { OpenAudio } from './taking-out/open-audio.js';
import { PeopleInCalls } from './people-in-calls/people-in-calls.js';
import { GiveOutCalls } from './taking-out/give-out-calls.js';
import { TakeOutContacts } from './taking-out/take-out-contacts.js';
import { TakeOutOthers } from './taking-out/take-out-others.js';
import { UnitKeys } from './custody/unit-keys.js';
import { RESTRICTION_PROVIDERS, RESTRICTIONS } from './restriction/restriction-providers.js';
import { CORRECTION_PROVIDERS, CORRECTIONS } from './corrections/correction-providers.js';
import { MoveDueDay } from './move-due-day.js';
import { PartyIndexes } from './party-indexes.js';
import { ReplayDossierDays } from './dossiers/replay-dossier-days.js';
import { ReplayDueDays } from './replay-due-days.js';
import { ReclaimUnits } from './reclaim-units.js';
import { RecordingReader } from './recording-reader.js';
import { RecordingsController } from './recordings.controller.js';
import { RevealField } from './reveal-field.js';
import { SavedSearches } from './saved-searches/saved-searches.js';
import { SavedSearchesController } from './saved-searches/saved-searches.controller.js';
import { CallsById } from './search/calls-by-id.js';
import { FindCallsOfPerson } from './search/find-calls-of-person.js';
import { IndexValues } from './search/index-values.js';
import { ListRecordings } from './search/list-recordings.js';
import { SearchRecordings } from './search/search-recordings.js';
import { PreviewsController } from './sources/previews.controller.js';
import { SourcesController } from './sources/sources.controller.js';
import { SweepStaged } from './ingest/sweep-staged.job.js';
import { Tombstones } from './ingest/tombstones.js';
import { RetentionRules } from './retention-rule/retention-rules.js';
import { RuleInForce } from './retention-rule/rule-in-force.js';
import { FindSourceForm } from './sources/find-source-form.js';
import { SOURCE_PROVIDERS } from './sources/source-providers.js';
import {
  ANNOUNCEMENT_TEXT_CONTROLLERS,
  ANNOUNCEMENT_TEXT_PROVIDERS,
} from './announcement-texts/announcement-text-providers.js';
import { AnnouncementTexts } from './announcement-texts/announcement-texts.js';
import { SourceTerms } from './sources/source-terms.js';
import { TRAINING_COPY_PROVIDERS } from './training-copies/training-copy-providers.js';
import { TrainingCopiesController } from './training-copies/training-copies.controller.js';
import { UnitsByDay } from './units-by-day.js';
import { UnitsKept } from './units-kept.js';
import { EndNotes } from './samples/end-notes.js';
import { STUDIED_CALL_PROVIDERS } from './studied-calls/studied-call-providers.js';
import { SettleMarks } from './studied-calls/settle-marks.js';
import { StudiedCalls } from './studied-calls/studied-calls.js';
import { SAMPLE_PROVIDERS } from './samples/sample-providers.js';
import { SamplesController } from './samples/samples.controller.js';
import { Pools } from './samples/pools.js';
import { AnnouncedCalls } from './standing/announced-calls.js';
import { waitsInRecordings } from './waits-in-recordings.js';
import { SetTicket } from './set-ticket.js';

const INGEST = [
  ...ARRIVAL_PROVIDERS,
  AcceptDelivery,
  CustodyOfRecording,
  DiscardDelivery,
  EarlierDeliveries,
  FileContact,
  IngestRecording,
  NoteRefusal,
  OpenItem,
  Quarantine,
  ReadUpload,
  ReceiveAudio,
  ReceiveRecording,
  ReceiveUpload,
  SweepStaged,
  Tombstones,
  Waveforms,
];
const READING = [ListRecordings, OpenRecording, OtherLegs, RecordingReader, RevealField, SearchRecordings, SetTicket];
const FINDING = [AnnouncedCalls, CallsById, FindCallsOfPerson, IndexValues, SavedSearches];
const TAKING_OUT = [GiveOutCalls, OpenAudio, PeopleInCalls, TakeOutContacts, TakeOutOthers];
const PLAYBACK = [
  EndPlayback,
  FindPlayback,
  GrantPlayback,
  ListPlaybacks,
  ListenOn,
  OpenListening,
  ReplayPlaybacks,
  ServeAudio,
];

@Module({
  imports: [AccessModule, AuditModule, IdentityModule],
  controllers: [
    IngestController,
    ...ARRIVAL_CONTROLLERS,
    AgentNamesController,
    ...QUARANTINE_CONTROLLERS,
    ResumableController,
    RecordingsController,
    EarlierPlaybacksController,
    PlaybacksController,
    SavedSearchesController,
    WaveformController,
    PreviewsController,
    SourcesController,
    ComplaintCasesController,
    TrainingCopiesController,
    SamplesController,
    ...ANNOUNCEMENT_TEXT_CONTROLLERS,
  ],
  providers: [
    ...INGEST,
    ...AGENT_PROVIDERS,
    ...QUARANTINE_PROVIDERS,
    ...RESUMABLE_PROVIDERS,
    ...FOLDER_PROVIDERS,
    ...READING,
    ...FINDING,
    ...PLAYBACK,
    ...TAKING_OUT,
    ...REDACTED_COPY_PROVIDERS,
    ...TRAINING_COPY_PROVIDERS,
    ...RESTRICTION_PROVIDERS,
    ...CORRECTION_PROVIDERS,
    ...SAMPLE_PROVIDERS,
    ...STUDIED_CALL_PROVIDERS,
    CloseCase,
    Dossiers,
    DossierFiles,
    EraseCalls,
    LeaveContact,
    MoveDueDay,
    UnitKeys,
    PartyIndexes,
    ReclaimUnits,
    ReplayDossierDays,
    ReplayDueDays,
    RetentionRules,
    RuleInForce,
    ...SOURCE_PROVIDERS,
    ...ANNOUNCEMENT_TEXT_PROVIDERS,
    UnitsByDay,
    UnitsKept,
    ViewWaveform,
  ],
  exports: [
    AnnouncedCalls,
    SettleMarks,
    StudiedCalls,
    CallsById,
    FindCallsOfPerson,
    CountArrivals,
    Dossiers,
    DossierFiles,
    FindRedactable,
    RenderCopy,
    DestroyedItems,
    GiveOutCalls,
    PeopleInCalls,
    TakeOutContacts,
    TakeOutOthers,
    RetentionRules,
    EndNotes,
    EraseCalls,
    Tombstones,
    MoveDueDay,
    ...RESTRICTIONS,
    ...CORRECTIONS,
    RuleInForce,
    UnitKeys,
    ReadUpload,
    ReceiveAudio,
    ReceiveRecording,
    ReclaimUnits,
    FindSourceForm,
    SourceTerms,
    AnnouncementTexts,
    UnitsByDay,
    UnitsKept,
    WatchBucket,
  ],
})
export class RecordingsModule {
  constructor(waiting: WaitingKinds, pools: Pools) {
    waitsInRecordings(waiting, pools);
  }
}
