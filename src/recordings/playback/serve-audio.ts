import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail, LogGate, type HotEffect } from '../../audit/index.js';
import { stillSignedIn } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { BlobStore } from '../../platform/blobs/blob-store.js';
import { EncryptedBlob } from '../../platform/blobs/encrypted-blob.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { Requester } from '../../platform/http/index.js';
import { processMeasures } from '../../platform/measure/index.js';
import { audioContext } from '../audio/receive-audio.js';
import type { ByteRange } from './byte-range.js';
import { isReserved, piecesOf } from './extents.js';
import type { PlaybackInHand } from './playback-in-hand.js';
import { noLongerAllowed } from './playback-refusals.js';

/** Looks again whether the listener may go on; throws when not. */
export type LookAgain = () => Promise<PlaybackInHand>;

/** Serves the bytes of a playback: each extent is reserved by a committed event before a byte of it is served. */
@Injectable()
export class ServeAudio {
  constructor(
    private readonly blobs: BlobStore,
    private readonly keyRing: KeyRing,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    private readonly gate: LogGate,
  ) {}

  /**
   * What is served of `range`, in clear, an extent or less at a time. Before each further extent `lookAgain` must still allow it.
   * @throws DomainError `log-closed`, `playback-no-longer-allowed`, `key-destroyed`, `decryption-failed`, `blob-missing`
   */
  async *execute(
    playback: PlaybackInHand,
    range: ByteRange,
    requester: Requester,
    lookAgain: LookAgain,
  ): AsyncGenerator<Buffer, void> {
    const file = await this.#open(playback);
    try {
      let current = playback;
      for (const piece of piecesOf(range)) {
        this.gate.assertOpen();
        if (piece.first !== range.first) current = await lookAgain();
        await this.#reserve(current, piece.extent, requester, lookAgain);
        yield await playback.audio.read(piece.first, piece.last, (first, last) => file.read(first, last));
      }
    } finally {
      await file.close();
    }
  }

  async #open({ recordingId, dueOn }: PlaybackInHand): Promise<EncryptedBlob> {
    const key = await this.keyRing.open(recordingId, dueOn);
    return EncryptedBlob.open(this.blobs, recordingId, key.audioKey(), audioContext(recordingId));
  }

  async #reserve(playback: PlaybackInHand, extent: number, requester: Requester, lookAgain: LookAgain): Promise<void> {
    if (isReserved(playback.reserved, extent)) return;
    const { id, recordingId, purpose, reference, grantId, call, audio } = playback;
    const wanted = [id, extent, this.clock.now(), requester.sessionId] as const;
    const reserved = await this.trail.recordHot(RESERVE, wanted, {
      action: 'playback.extent-reserved',
      actor: actorOf(requester),
      object: { kind: 'playback', id },
      recordingId,
      purpose,
      ...(reference === '' ? {} : { reference }),
      ...(grantId === undefined ? {} : { grantId }),
      facts: { extent, ...audio.facts, ...call },
    });
    if (reserved) {
      processMeasures.extents.inc();
      return;
    }
    // No row: another request of the same playback was first, or the playback, the session or the recording is over.
    if (!isReserved((await lookAgain()).reserved, extent)) throw noLongerAllowed();
  }
}

const RESERVE: HotEffect = {
  name: 'playback-reserve-extent',
  columns: [
    ['id', 'uuid'],
    ['extent', 'int'],
    ['at', 'timestamptz'],
    ['session_id', 'uuid'],
  ],
  text: `
    update playback set reserved = set_bit(playback.reserved, w.extent, 1)
    from wanted w
    where playback.id = w.id and get_bit(playback.reserved, w.extent) = 0 and playback.ended_at is null
      and playback.expires_at > w.at and ${stillSignedIn('w.session_id')}
    returning playback.id as key`,
};
