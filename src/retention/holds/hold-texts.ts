import { Injectable } from '@nestjs/common';
import { parseDay } from '../../kernel/calendar.js';
import { openField, sealField } from '../../platform/crypto/field-cipher.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { HeldRecording } from './held-recording.js';

/** A text of a hold or of its review: the id of its row, and which of its texts it is. */
export interface TextPlace {
  readonly id: string;
  readonly name: 'necessity' | 'end-reason' | 'review-reason';
}

type KeyOfRecording = Pick<HeldRecording, 'id' | 'dueOn'>;

/** Seals what people say about a hold under the data key of its recording, so that it leaves with the recording. */
@Injectable()
export class HoldTexts {
  constructor(private readonly keyRing: KeyRing) {}

  /** In a transaction that has locked the recording, whose row then tells where the key is. */
  async seal({ id, dueOn }: KeyOfRecording, place: TextPlace, text: string): Promise<Buffer> {
    return sealField(await this.keyRing.open(id, parseDay(dueOn)), contextOf(place), text);
  }

  /** Null for a text that is not there. @throws KeyGone where the recording has gone to another day meanwhile, or is gone */
  async open(
    { id, dueOn }: KeyOfRecording,
    place: TextPlace,
    sealed: Uint8Array | null | undefined,
  ): Promise<string | null> {
    if (!sealed) return null;
    return openField(await this.keyRing.open(id, parseDay(dueOn)), contextOf(place), Buffer.from(sealed));
  }
}

function contextOf({ id, name }: TextPlace): string {
  return `hold/${id}/${name}`;
}
