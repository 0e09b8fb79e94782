import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { Source } from '../source.entity.js';
import { acceptMetadata, UNKNOWN_SOURCE, type AcceptedMetadata } from './accept-metadata.js';
import type { RecordingMetadata } from './metadata.schemas.js';

/** Decides with the source's settings and the time what of a delivery may be kept. */
@Injectable()
export class AcceptDelivery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `starts-in-future`, `past-due` */
  async accept(call: RecordingMetadata): Promise<AcceptedMetadata> {
    const source = await this.database.entities().findOne(Source, { name: call.source });
    return acceptMetadata(call, source ?? UNKNOWN_SOURCE, this.clock.now());
  }
}
