import type { EntityManager } from '../../platform/database/index.js';
import type { DirectoryGroup, DirectoryGroupMember } from './directory-group.entity.js';

/**
 * The people without whom the membership would not be proposed for its group's grant, any of whom could have brought it about alone:
 * who chose the group's template, who wrote the template last, who tied the person to the directory's id, and whoever has held a
 * token of the directory since the person is a member (ADR 0033). Nobody by name made what the command line did. The group is asked for as it is written.
 */
export async function whoBroughtAbout(
  em: EntityManager,
  { id: groupId, clientId }: DirectoryGroup,
  { staffId, addedAt }: DirectoryGroupMember,
): Promise<string[]> {
  const values = [groupId, groupId, staffId, clientId, addedAt];
  return (await em.execute<{ id: string }[]>(BEHIND, values)).map(({ id }) => id);
}

const BEHIND = `
  select distinct id from (
    select mapped_by as id from directory_group where id = ?::uuid
    union all select t.changed_by from grant_template t join directory_group g on g.template_id = t.id where g.id = ?::uuid
    union all select directory_id_by from staff where id = ?::uuid
    union all select created_by from service_token
      where account_id = ?::uuid and coalesce(revoked_at, expires_at) > ?::timestamptz
  ) behind where id is not null`;
