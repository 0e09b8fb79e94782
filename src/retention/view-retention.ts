import { Injectable } from '@nestjs/common';
import { actorOf, AuditTrail } from '../audit/index.js';
import type { Requester } from '../platform/http/index.js';

/** Records that somebody looks at what was kept and purged, before they see it. */
@Injectable()
export class ViewRetention {
  constructor(private readonly trail: AuditTrail) {}

  /** @throws DomainError `log-unavailable`, and nothing is shown then */
  async record(requester: Requester, asked: Readonly<Record<string, string | undefined>>): Promise<void> {
    const given = Object.entries(asked).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const draft = { action: 'retention.viewed', actor: actorOf(requester) } as const;
    await this.trail.recordAlone({ ...draft, facts: Object.fromEntries(given) });
  }
}
