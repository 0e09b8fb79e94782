import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { Role } from '../roles.js';
import { Grant } from './grant.entity.js';

/** Tells as what somebody acted, from the grant that an event names. */
@Injectable()
export class GrantRoles {
  constructor(private readonly database: Database) {}

  /** Roles by grant; also of grants that were revoked since. */
  async of(grantIds: readonly string[]): Promise<ReadonlyMap<string, Role>> {
    const grants = await this.database.entities().find(Grant, { id: { $in: [...new Set(grantIds)] } });
    return new Map(grants.map(({ id, role }) => [id, role]));
  }
}
