import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { Actor } from '../../audit/index.js';
import { Config } from '../../platform/config/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { NewGrant } from '../access.schemas.js';
import type { Role } from '../roles.js';
import { checkDays } from './grant-checks.js';
import { ProposeGrant, type ProposedGrant } from './propose-grant.js';
import { SecondPersonRoles } from './second-person-roles.js';

/** What the settings say of a wished grant: how long it may last, and whether one administrator is enough. */
@Injectable()
export class GrantByTwo {
  constructor(
    private readonly roles: SecondPersonRoles,
    private readonly proposeGrant: ProposeGrant,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  needed(role: Role): boolean {
    return this.roles.need(role);
  }

  /** @throws DomainError `grant-over`, `grant-too-long` */
  checkDays(wanted: Pick<NewGrant, 'fromOn' | 'untilOn'>): void {
    checkDays(wanted, helsinkiDay(this.clock.now()), this.config.grantMonths);
  }

  /** In the caller's transaction. Returns the proposal's id. */
  propose(em: EntityManager, draft: ProposedGrant, actor: Actor): Promise<string> {
    return this.proposeGrant.execute(em, draft, actor);
  }
}
