import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/errors.js';
import { Arrivals } from '../../arrivals/arrivals.js';
import type { Deliverer } from '../deliverer.js';
import { EarlierDeliveries } from '../earlier-deliveries.js';
import type { RecordingMetadata } from '../metadata.schemas.js';
import { keptAs, NOTHING, type KeptAs } from './kept-as.js';
import { TellItem } from './tell-item.js';

/** Accounts for calls whose document says that they have no audio. */
@Injectable()
export class ExplainCall {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly earlier: EarlierDeliveries,
    private readonly tell: TellItem,
  ) {}

  /** @param reason a code: what is here in spite of it stays what it is */
  async execute(call: RecordingMetadata, reason: string, by: Deliverer): Promise<KeptAs> {
    const known = await this.known(call, by);
    if (known) return known;
    const { source, externalId } = call;
    const news = { source, externalId, channel: by.channel, outcome: 'explained', reason, call } as const;
    await this.arrivals.noteAlone({ ...news, announced: true, audio: false });
    return NOTHING;
  }

  /**
   * What has the audio of the call already; null where nothing has, or what is over. Audio that waits without a call is told which one
   * it is of: the document goes, and nobody else says it.
   */
  async known(call: RecordingMetadata, by: Deliverer): Promise<KeptAs | null> {
    try {
      const known = await this.earlier.find(call, call);
      if (!known?.sha256) return null;
      if (known.outcome.kind === 'quarantined') await this.tell.execute(known.outcome.quarantineId, call, by);
      return keptAs(known.outcome);
    } catch (error) {
      if (error instanceof DomainError && error.kind !== 'unavailable') return null; // refused where it is taken
      throw error;
    }
  }
}
