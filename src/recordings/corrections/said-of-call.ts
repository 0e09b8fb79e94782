import { Injectable } from '@nestjs/common';
import type { DataKey } from '../../platform/crypto/data-key.js';
import type { Recording } from '../recording.entity.js';
import { ReadCorrections, type CorrectionMark } from './read-corrections.js';
import { Statements, type ShownStatement } from './statements.js';

/** What the people in a call have had corrected of it, and have to say to it (GDPR art. 16). */
@Injectable()
export class SaidOfCall {
  constructor(
    private readonly corrections: ReadCorrections,
    private readonly statements: Statements,
  ) {}

  /** For whoever opens the recording: statements in clear, corrections without their values. */
  async shown(
    recording: Pick<Recording, 'id' | 'contactId' | 'dueOn'>,
  ): Promise<{ readonly statements: ShownStatement[]; readonly corrections: CorrectionMark[] }> {
    const { id, contactId } = recording;
    const statements = await this.statements.of(recording);
    return { statements, corrections: await this.corrections.marks(contactId, id) };
  }

  /** For whoever takes the call out, in clear. `key` is the contact's. @throws KeyGone */
  async taken(key: DataKey, contactId: string, recordings: readonly Pick<Recording, 'id' | 'dueOn'>[]) {
    const statements: (ShownStatement & { readonly recordingId: string })[] = [];
    for (const recording of recordings)
      for (const one of await this.statements.of(recording)) statements.push({ recordingId: recording.id, ...one });
    return { corrections: await this.corrections.ofContact(key, contactId), statements };
  }
}
