import { Injectable } from '@nestjs/common';
import { Arrivals } from '../../arrivals/arrivals.js';
import { EarlierDeliveries } from '../earlier-deliveries.js';
import type { RecordingMetadata } from '../metadata.schemas.js';
import { keptAs, NOTHING, type KeptAs } from './kept-as.js';

/** Accounts for calls whose document says that they have no audio. */
@Injectable()
export class ExplainCall {
  constructor(
    private readonly arrivals: Arrivals,
    private readonly earlier: EarlierDeliveries,
  ) {}

  /** @param reason a code: what is here in spite of it stays what it is */
  async execute(call: RecordingMetadata, reason: string): Promise<KeptAs> {
    const known = await this.known(call);
    if (known) return known;
    const { source, externalId } = call;
    const news = { source, externalId, channel: 'folder', outcome: 'explained', reason, call } as const;
    await this.arrivals.noteAlone({ ...news, announced: true, audio: false });
    return NOTHING;
  }

  /** What has the audio of the call already; null where nothing has. */
  async known(call: RecordingMetadata): Promise<KeptAs | null> {
    const known = await this.earlier.find(call).catch(() => null); // what is over or erased is refused where it is taken
    return known?.sha256 ? keptAs(known.outcome) : null;
  }
}
