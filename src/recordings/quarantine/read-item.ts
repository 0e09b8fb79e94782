import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { findItem } from './find-item.js';
import { itemEvent, itemRefusal } from './item-events.js';
import { ITEM_COLUMNS, itemOf, type ItemRow } from './item-rows.js';
import { maskedCall } from './masked-call.js';
import { OpenItem } from './open-item.js';
import type { QuarantinedDetails } from './quarantined-items.schemas.js';

/** Opens one item, masked; nobody listens to it. */
@Injectable()
export class ReadItem {
  constructor(
    private readonly database: Database,
    private readonly openItem: OpenItem,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `not-found`; the attempt is on record */
  async execute(id: string, requester: Requester, permissions: Permissions): Promise<QuarantinedDetails> {
    const actor = actorOf(requester);
    try {
      const item = await findItem(this.database.entities(), id, 'read', permissions);
      const draft = itemEvent('quarantined-item.opened', item, actor);
      const [row] = await this.trail.readWith<ItemRow>(ONE, [id], draft);
      if (!row) throw notFound();
      const { call, document } = await this.openItem.execute(item);
      const opened = { call: call && maskedCall(call), document: document && { format: document.format } };
      return { ...itemOf(row, permissions), ...opened };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'not-found') throw error;
      await this.trail.recordAlone(itemRefusal('quarantined-item.opened', id, actor, 'not-permitted'));
      throw error;
    }
  }
}

const ONE = { name: 'quarantined-item', text: `select ${ITEM_COLUMNS} from quarantined_item where id = $1` };
