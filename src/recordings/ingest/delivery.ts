import type { DataKey } from '../../platform/crypto/data-key.js';
import type { AcceptedMetadata, NoticeEvidence } from './accept-metadata.js';
import type { RecordingMetadata } from './metadata.schemas.js';
import type { ReceivedAudio } from '../audio/receive-audio.js';

/** What a delivery came to (api.md, `POST /recordings`). */
export type IngestOutcome =
  | { readonly kind: 'filed' | 'known'; readonly id: string; readonly contactId: string; readonly dueOn: string }
  | { readonly kind: 'quarantined'; readonly quarantineId: string; readonly dueOn: string };

/** The HTTP status that each outcome is answered with. */
export const STATUS_OF: Readonly<Record<IngestOutcome['kind'], number>> = { filed: 201, known: 200, quarantined: 202 };

/** A delivery with its id and key, whose parts the controller has received. */
export interface IncomingRecording {
  readonly id: string;
  readonly key: DataKey;
  readonly call: RecordingMetadata;
  readonly audio: ReceivedAudio;
}

/** A recording whose audio is here and whose metadata are accepted. */
export interface KeptDelivery extends Omit<IncomingRecording, 'audio'> {
  readonly audio: Omit<ReceivedAudio, 'staged'>;
  readonly accepted: AcceptedMetadata & { readonly notice: NoticeEvidence };
}

/** One whose audio is staged. */
export interface Delivery extends KeptDelivery {
  readonly audio: ReceivedAudio;
}
