import { Injectable } from '@nestjs/common';
import { parseDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { adoptedRule, ADOPTED_RULES, type AdoptedRow } from '../retention-rule/adopted-rules.js';
import { acceptMetadata, UNKNOWN_SOURCE, type AcceptedMetadata, type SourceRules } from './accept-metadata.js';
import type { RecordingMetadata } from './metadata.schemas.js';
import { erased, isErased, Tombstones } from './tombstones.js';

/** Decides with the source's settings, the retention rule and the time what of a delivery may be kept. */
@Injectable()
export class AcceptDelivery {
  constructor(
    private readonly database: Database,
    private readonly tombstones: Tombstones,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `starts-in-future`, `past-due`, `erased` */
  async accept(call: RecordingMetadata): Promise<AcceptedMetadata> {
    const digest = this.tombstones.digestOf(call);
    const [known] = await this.database.query<KnownOfDelivery>(KNOWN, [call.source, digest]);
    const now = this.clock.now();
    const accepted = acceptMetadata(
      call,
      known?.settings ?? UNKNOWN_SOURCE,
      (known?.rules ?? []).map(adoptedRule),
      now,
    );
    if (known?.through && isErased(call.endedAt, parseDay(known.through))) throw erased();
    return accepted;
  }
}

interface KnownOfDelivery {
  readonly settings: SourceRules | null;
  readonly rules: readonly AdoptedRow[];
  readonly through: string | null;
}

const KNOWN: Statement = {
  name: 'ingest-known-of-delivery',
  text: `
    select (select jsonb_build_object('keepsIdentityCodes', keeps_identity_codes,
              'announcements', announcements) from source where name = $1) as settings,
           ${ADOPTED_RULES} as rules,
           (select through_on from tombstone where digest = $2) as through`,
};
