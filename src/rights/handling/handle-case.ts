import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import type { Actor, AuditAction } from '../../audit/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { CaseItem } from '../board/board.schemas.js';
import { CaseItems } from '../board/case-items.js';
import { ActOnCase } from '../case/act-on-case.js';
import type { Noted } from '../case/journal.js';
import { RightsCase } from '../case/rights-case.entity.js';

/** Who handles a case. */
export interface By {
  readonly requester: Requester;
  readonly permissions: Permissions;
}

/** What a handler does, while the case is locked; returns what the journal says of it, and what is left to do after the commit. */
export type Handling = (em: EntityManager, rightsCase: RightsCase, actor: Actor) => Promise<Handled>;
export type Handled = Omit<Noted, 'action'> & { readonly afterwards?: () => Promise<void> };

/** Handles a case and answers with it as the board shows it: nothing personal. */
@Injectable()
export class HandleCase {
  constructor(
    private readonly database: Database,
    private readonly acts: ActOnCase,
    private readonly items: CaseItems,
  ) {}

  /** @throws DomainError as {@link ActOnCase.execute} does */
  async execute(caseId: string, action: AuditAction, handling: Handling, by: By): Promise<CaseItem> {
    const afterwards = await this.acts.execute(
      caseId,
      { verb: 'handle', action },
      async (em, rightsCase, actor) => {
        const { afterwards: after, ...noted } = await handling(em, rightsCase, actor);
        return { value: after, ...noted };
      },
      by.requester,
      by.permissions,
    );
    await afterwards?.();
    return this.#shown(caseId, by.permissions);
  }

  async #shown(id: string, permissions: Permissions): Promise<CaseItem> {
    const em = this.database.entities();
    const [item] = await this.items.of(em, [await em.findOneOrFail(RightsCase, { id })], permissions);
    if (!item) throw new TypeError('A case has an item.');
    return item;
  }
}
