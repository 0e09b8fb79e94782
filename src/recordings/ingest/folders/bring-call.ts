import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { DomainError } from '../../../kernel/errors.js';
import { ReceiveAudio, type TakenAudio } from '../../audio/receive-audio.js';
import type { QuarantineReason } from '../../quarantine/quarantine-reasons.js';
import type { UnreadDocument } from '../../quarantine/open-item.js';
import type { Deliverer } from '../deliverer.js';
import type { RecordingMetadata } from '../metadata.schemas.js';
import { NoteRefusal } from '../note-refusal.js';
import { ReceiveRecording } from '../receive-recording.js';
import type { InboxAudio } from './inbox-audio.js';
import { keptAs, NOTHING, type KeptAs } from './kept-as.js';
import { KeepUnsorted } from './keep-unsorted.js';

/** Audio without a call that could be filed, and why. */
export interface UnsortedAudio {
  readonly source: string;
  readonly externalId: string;
  readonly reason: QuarantineReason;
  readonly call: RecordingMetadata | null;
  readonly document: UnreadDocument | null;
}

/** Brings what was fetched through the one door; what the door refuses for good waits to be sorted out, or is noted. */
@Injectable()
export class BringCall {
  constructor(
    private readonly receiveAudio: ReceiveAudio,
    private readonly receiveRecording: ReceiveRecording,
    private readonly unsorted: KeepUnsorted,
    private readonly refusals: NoteRefusal,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns what the call is kept as; null where the file has changed while it was read.
   * @throws DomainError of the kind `unavailable`, or any error: nothing is kept, and it may be tried again
   */
  async execute(call: RecordingMetadata, audio: InboxAudio): Promise<KeptAs | null> {
    const taken = await this.#take(audio);
    if (!taken) return null;
    const { facts } = taken.audio;
    try {
      if (!facts) return await this.unsorted.execute({ ...taken, ...unsortedCall(call, 'audio-unreadable') }, audio.by);
      const incoming = { ...taken, call, audio: { ...taken.audio, facts } };
      return keptAs(await this.receiveRecording.execute(incoming, audio.by));
    } catch (error) {
      return this.#refused(call, audio, error);
    }
  }

  /** Keeps audio that nobody can file as it is, without what cannot be true. Returns null where the file has changed while it was read. */
  async keepUnsorted(what: UnsortedAudio, audio: InboxAudio): Promise<KeptAs | null> {
    const taken = await this.#take(audio);
    try {
      return taken && (await this.unsorted.execute({ ...taken, ...what }, audio.by));
    } catch (error) {
      if (what.call && isInFuture(error)) return this.keepUnsorted(wronglyDescribed(what.call), audio);
      return this.noteGone(error, what.call, audio.by);
    }
  }

  /** Notes what is refused for good, and keeps nothing of it; anything else is thrown on. */
  async noteGone(error: unknown, call: RecordingMetadata | null, by: Deliverer): Promise<KeptAs> {
    if (!(error instanceof DomainError) || error.kind !== 'gone') throw error;
    await this.refusals.execute(error.code, call, by);
    return NOTHING;
  }

  async #take(audio: InboxAudio): Promise<{ id: string; key: Begun['key']; audio: TakenAudio } | null> {
    const begun = this.receiveRecording.begin(this.clock.now());
    const taken = await this.receiveAudio.take(audio.open(), begun.id, begun.key);
    if (await audio.isWhole()) return { ...begun, audio: taken };
    await taken.staged.discard();
    return null;
  }

  async #refused(call: RecordingMetadata, audio: InboxAudio, error: unknown): Promise<KeptAs | null> {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'different-audio') return this.keepUnsorted(unsortedCall(call, 'different-audio'), audio);
    if (isInFuture(error)) return this.keepUnsorted(wronglyDescribed(call), audio);
    return this.noteGone(error, call, audio.by);
  }
}

type Begun = ReturnType<ReceiveRecording['begin']>;

function unsortedCall(call: RecordingMetadata, reason: QuarantineReason): UnsortedAudio {
  const { source, externalId } = call;
  return { source, externalId, reason, call, document: null };
}

function isInFuture(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'starts-in-future';
}

/** Metadata that can be read and cannot be true: kept as they came, for somebody to look at. */
function wronglyDescribed(call: RecordingMetadata): UnsortedAudio {
  const { source, externalId } = call;
  const document = { format: 'sidecar', name: '', text: JSON.stringify(call) };
  return { source, externalId, reason: 'metadata-unreadable', call: null, document };
}
