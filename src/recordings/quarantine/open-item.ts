import { Injectable } from '@nestjs/common';
import { parseDay } from '../../kernel/calendar.js';
import { openField } from '../../platform/crypto/field-cipher.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import type { RecordingMetadata } from '../ingest/metadata.schemas.js';
import { callFromJson, type Json } from './call-json.js';
import type { QuarantinedItem } from './quarantined-item.entity.js';

/** What came instead of readable metadata. */
export interface UnreadDocument {
  /** The format that it was taken for. */
  readonly format: string;
  /** Name of the file that it came in; may hold a caller's number, so it is kept encrypted. */
  readonly name: string;
  readonly text: string;
}

/** The opened personal part of an item. */
export interface OpenedItem {
  readonly call: RecordingMetadata | null;
  readonly document: UnreadDocument | null;
}

/** Opens what an item says of its call. */
@Injectable()
export class OpenItem {
  constructor(private readonly keyRing: KeyRing) {}

  /** @throws KeyGone, DomainError `decryption-failed` */
  async execute({ id, dueOn, sealedMetadata, sealedDocument }: QuarantinedItem): Promise<OpenedItem> {
    const key = await this.keyRing.open(id, parseDay(dueOn));
    const read = (sealed: Uint8Array | null | undefined, name: 'metadata' | 'document'): unknown =>
      sealed ? JSON.parse(openField(key, sealedContext(id, name), Buffer.from(sealed))) : null;
    const call = read(sealedMetadata, 'metadata');
    return {
      call: call === null ? null : callOf(call as Json),
      document: read(sealedDocument, 'document') as UnreadDocument | null, // written by Quarantine alone
    };
  }
}

/** What was metadata when it was sealed is so now. */
function callOf(json: Json): RecordingMetadata {
  const { data, error } = callFromJson(json);
  if (!data) throw new TypeError("couldn't read the call of an item", { cause: error });
  return data;
}

/** The context that a field of an item is encrypted in. */
export function sealedContext(id: string, name: 'metadata' | 'document'): string {
  return `quarantined-item/${id}/${name}`;
}
