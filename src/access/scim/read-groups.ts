import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/index.js';
import type { DirectoryGroupView } from './directory-groups.schemas.js';

/** The groups of all directories, for those who map them. */
@Injectable()
export class ReadGroups {
  constructor(private readonly database: Database) {}

  /** By name; or the one of `id`, or none. */
  async list(id: string | null = null): Promise<DirectoryGroupView[]> {
    const rows = await this.database.query<GroupRow>(GROUPS, [id]);
    return rows.map(row => ({
      id: row.id,
      displayName: row.display_name,
      clientName: row.client_name,
      memberCount: row.members,
      templateId: row.template_id,
      mappedBy: row.mapped_by,
      mappedAt: row.mapped_at?.toISOString() ?? null,
    }));
  }
}

interface GroupRow {
  readonly id: string;
  readonly display_name: string;
  readonly client_name: string;
  readonly members: number;
  readonly template_id: string | null;
  readonly mapped_by: string | null;
  readonly mapped_at: Date | null;
}

const GROUPS: Statement = {
  name: 'access-directory-groups',
  text: `
    select g.id, g.display_name, coalesce(a.name, '') as client_name, g.template_id, g.mapped_by, g.mapped_at,
           (select count(*) from directory_group_member m where m.group_id = g.id) as members
    from directory_group g left join service_account a on a.id = g.client_id
    where $1::uuid is null or g.id = $1
    order by g.display_name, g.id`,
};
