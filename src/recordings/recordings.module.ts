import { Module } from '@nestjs/common';
import { AccessModule } from '../access/index.js';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { CloseCase } from './complaint-cases/close-case.js';
import { ComplaintCasesController } from './complaint-cases/complaint-cases.controller.js';
import { AcceptDelivery } from './ingest/accept-delivery.js';
import { CustodyOfRecording } from './ingest/custody-of-recording.js';
import { DiscardDelivery } from './ingest/discard-delivery.js';
import { EarlierDeliveries } from './ingest/earlier-deliveries.js';
import { FileContact } from './ingest/file-contact.js';
import { IngestController } from './ingest/ingest.controller.js';
import { IngestRecording } from './ingest/ingest-recording.js';
import { Quarantine } from './ingest/quarantine.js';
import { ReadUpload } from './ingest/read-upload.js';
import { ReceiveAudio } from './ingest/receive-audio.js';
import { ReceiveRecording } from './ingest/receive-recording.js';
import { ReceiveUpload } from './ingest/receive-upload.js';
import { OpenRecording } from './open-recording.js';
import { EndPlayback } from './playback/end-playback.js';
import { GrantPlayback } from './playback/grant-playback.js';
import { ListenOn } from './playback/listen-on.js';
import { OpenListening } from './playback/open-listening.js';
import { FindPlayback } from './playback/playback-in-hand.js';
import { PlaybacksController } from './playback/playbacks.controller.js';
import { ReplayPlaybacks } from './playback/replay-playbacks.js';
import { ServeAudio } from './playback/serve-audio.js';
import { UnitKeys } from './custody/unit-keys.js';
import { MoveDueDay } from './move-due-day.js';
import { PartyIndexes } from './party-indexes.js';
import { ReplayDueDays } from './replay-due-days.js';
import { ReclaimUnits } from './reclaim-units.js';
import { RecordingReader } from './recording-reader.js';
import { RecordingsController } from './recordings.controller.js';
import { RevealField } from './reveal-field.js';
import { ListRecordings } from './search/list-recordings.js';
import { SearchRecordings } from './search/search-recordings.js';
import { SourcesController } from './sources.controller.js';
import { SweepStaged } from './ingest/sweep-staged.job.js';
import { UnitsByDay } from './units-by-day.js';
import { SetTicket } from './set-ticket.js';

const INGEST = [
  AcceptDelivery,
  CustodyOfRecording,
  DiscardDelivery,
  EarlierDeliveries,
  FileContact,
  IngestRecording,
  Quarantine,
  ReadUpload,
  ReceiveAudio,
  ReceiveRecording,
  ReceiveUpload,
  SweepStaged,
];
const READING = [ListRecordings, OpenRecording, RecordingReader, RevealField, SearchRecordings, SetTicket];
const PLAYBACK = [EndPlayback, FindPlayback, GrantPlayback, ListenOn, OpenListening, ReplayPlaybacks, ServeAudio];

@Module({
  imports: [AccessModule, AuditModule, IdentityModule],
  controllers: [
    IngestController,
    RecordingsController,
    PlaybacksController,
    SourcesController,
    ComplaintCasesController,
  ],
  providers: [
    ...INGEST,
    ...READING,
    ...PLAYBACK,
    CloseCase,
    MoveDueDay,
    UnitKeys,
    PartyIndexes,
    ReclaimUnits,
    ReplayDueDays,
    UnitsByDay,
  ],
  exports: [MoveDueDay, UnitKeys, ReadUpload, ReceiveAudio, ReceiveRecording, ReclaimUnits, UnitsByDay],
})
export class RecordingsModule {}
