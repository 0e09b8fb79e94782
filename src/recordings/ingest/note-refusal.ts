import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Database } from '../../platform/database/index.js';
import { Arrivals } from '../arrivals/arrivals.js';
import type { Deliverer } from './deliverer.js';
import type { RecordingMetadata } from './metadata.schemas.js';

/** Puts on record that a delivery was not taken: the event, and the line of the account where the call is known. */
@Injectable()
export class NoteRefusal {
  constructor(
    private readonly database: Database,
    private readonly arrivals: Arrivals,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * Of an erased call the house keeps a digest alone: the account does not name it again.
   * @param reason the stable code of the refusal
   * @param audio whether audio came, or an announcement alone
   */
  async execute(
    reason: string,
    call: RecordingMetadata | null,
    { actor, channel }: Deliverer,
    { audio } = { audio: true },
  ): Promise<void> {
    await this.database.transaction(async em => {
      if (call && reason !== 'erased') {
        const { source, externalId } = call;
        const came = { announced: true, audio, call };
        await this.arrivals.note(em, { source, externalId, channel, outcome: 'refused', reason, ...came });
      }
      await this.trail.record(em, { action: 'recording.refused', outcome: 'refused', reason, actor });
    });
  }
}
