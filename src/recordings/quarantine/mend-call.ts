import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { FindAgent } from '../agents/find-agent.js';
import { AcceptDelivery } from '../ingest/accept-delivery.js';
import { withoutDropped } from '../ingest/accept-metadata.js';
import { OpenItem } from './open-item.js';
import type { QuarantinedItem } from './quarantined-item.entity.js';
import type { RepairedFields } from './quarantined-items.schemas.js';
import { repairedCall, type RepairedCall } from './repaired-call.js';

/** A repaired call as it may be kept, and the last day that its recording could have. */
export interface MendedCall extends RepairedCall {
  readonly latestDueOn: Day;
  /** Names of fields that were dropped because the source may not deliver them. */
  readonly dropped: readonly string[];
  /** Whose call it becomes: a staff id or nobody's; undefined where the repair says nothing of that. */
  readonly agentId: string | undefined;
}

/** Puts what a person knows of a call in place of what came, and judges it as a delivery is judged. Writes nothing. */
@Injectable()
export class MendCall {
  constructor(
    private readonly openItem: OpenItem,
    private readonly accept: AcceptDelivery,
    private readonly agents: FindAgent,
  ) {}

  /** @throws DomainError `invalid-request`, `outgoing-stands`, `ends-later`, `past-due`, `starts-in-future`, `erased` */
  async execute(item: QuarantinedItem, fields: RepairedFields): Promise<MendedCall> {
    const opened = await this.openItem.execute(item);
    const { call, changed } = repairedCall(opened.call, fields, item);
    const accepted = await this.accept.accept(call);
    return {
      call: withoutDropped(call, accepted),
      changed,
      latestDueOn: accepted.dueOn,
      dropped: accepted.dropped,
      agentId: changed.includes('agent') ? (await this.agents.execute(call)).id : undefined,
    };
  }
}
