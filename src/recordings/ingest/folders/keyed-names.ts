import { Injectable } from '@nestjs/common';
import { keyedName } from '../../../platform/crypto/keyed-name.js';
import { KeyRing } from '../../../platform/crypto/key-ring.js';

/** What a digest recognises; one use tells nothing of another. */
export type NameUse = 'place' | 'document' | 'document-read' | 'audio' | 'audio-place' | 'audio-call';

/**
 * Names of files and what they are known by: a name may hold a caller's number, so what is kept of it is a digest under a
 * key of the key ring. It recognises the name when it comes again, and tells nobody what it was.
 */
@Injectable()
export class KeyedNames {
  constructor(private readonly keyRing: KeyRing) {}

  digest(use: NameUse, source: string, name: string): Buffer {
    return keyedName(this.keyRing.tombstoneKey, use, source, name);
  }

  /** An external id for what has none of its own. */
  externalId(source: string, name: string): string {
    return `file-${this.digest('place', source, name).toString('hex').slice(0, 32)}`;
  }
}
