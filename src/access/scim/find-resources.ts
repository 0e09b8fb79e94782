import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/errors.js';
import { Database, firstRow, type EntityManager } from '../../platform/database/index.js';
import { DirectoryGroup, DirectoryGroupMember } from './directory-group.entity.js';
import { DirectoryUser } from './directory-user.entity.js';
import { conditionOf, GROUPS_BY, USERS_BY, type Condition } from './directory-query.js';
import { groupResource, listResponse, selected, userResource, type Origin } from './resources.js';
import type { Json } from './resource-shape.js';
import type { ScimQuery } from './scim.schemas.js';
import { readFilter } from './value-filter.js';

/**
 * What a client finds: the users and groups that it keeps, nobody else's. Pages are by index, as RFC 7644 §3.4.2.4 has it,
 * in the order in which they were made.
 */
@Injectable()
export class FindResources {
  constructor(private readonly database: Database) {}

  /** @throws DomainError `scim-invalid-filter` */
  async users(clientId: string, query: ScimQuery, origin: Origin): Promise<Json> {
    const em = this.database.entities();
    const asked = query.filter === undefined ? ALL : conditionOf(readFilter(query.filter), USERS_BY);
    const where = { sql: `client_id = ? and removed_at is null and ${asked.sql}`, values: [clientId, ...asked.values] };
    const page = await pageOf(em, 'directory_user', 'staff_id', where, query);
    const rows = await em.find(DirectoryUser, { staffId: { $in: page.ids } });
    const resources = inOrder(page.ids, rows, ({ staffId }) => staffId).map(user => userResource(user, origin));
    return listOf(resources, query, page.total);
  }

  /** @throws DomainError `scim-invalid-filter` */
  async groups(clientId: string, query: ScimQuery, origin: Origin): Promise<Json> {
    const em = this.database.entities();
    const asked = query.filter === undefined ? ALL : conditionOf(readFilter(query.filter), GROUPS_BY);
    const where = { sql: `client_id = ? and ${asked.sql}`, values: [clientId, ...asked.values] };
    const page = await pageOf(em, 'directory_group', 'id', where, query);
    const rows = await em.find(DirectoryGroup, { id: { $in: page.ids } });
    const members = await membersOf(em, page.ids);
    const resources = inOrder(page.ids, rows, ({ id }) => id).map(group =>
      groupResource(group, members.get(group.id) ?? [], origin),
    );
    return listOf(resources, query, page.total);
  }

  /** One user whom the client keeps. @throws DomainError `not-found` */
  async user(clientId: string, staffId: string): Promise<DirectoryUser> {
    const user = await this.database.entities().findOne(DirectoryUser, { staffId, clientId, removedAt: null });
    if (!user) throw notFound();
    return user;
  }

  /** One group of the client and the ids of its members. @throws DomainError `not-found` */
  async group(clientId: string, id: string): Promise<{ group: DirectoryGroup; memberIds: readonly string[] }> {
    const em = this.database.entities();
    const group = await em.findOne(DirectoryGroup, { id, clientId });
    if (!group) throw notFound();
    return { group, memberIds: (await membersOf(em, [id])).get(id) ?? [] };
  }
}

const ALL: Condition = { sql: 'true', values: [] };

interface FoundPage {
  readonly ids: string[];
  readonly total: number;
}

async function pageOf(
  em: EntityManager,
  table: 'directory_user' | 'directory_group',
  id: 'staff_id' | 'id',
  { sql, values }: Condition,
  { startIndex, count }: ScimQuery,
): Promise<FoundPage> {
  const counted = await em.execute<{ total: string }[]>(`select count(*) as total from ${table} where ${sql}`, [
    ...values,
  ]);
  const order = `row_number() over (order by created_at, ${id}) as place`;
  const numbered = `select ${id} as id, ${order} from ${table} where ${sql}`;
  const select = `select id from (${numbered}) numbered where place >= ? order by place limit ?`;
  const rows = await em.execute<{ id: string }[]>(select, [...values, startIndex, count]);
  return { ids: rows.map(row => row.id), total: Number(firstRow(counted).total) };
}

async function membersOf(em: EntityManager, groupIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const where = { groupId: { $in: [...groupIds] } };
  const rows = await em.find(DirectoryGroupMember, where, { orderBy: { staffId: 'asc' } });
  const byGroup = Map.groupBy(rows, ({ groupId }) => groupId);
  return new Map([...byGroup].map(([groupId, members]) => [groupId, members.map(({ staffId }) => staffId)]));
}

function inOrder<Row>(ids: readonly string[], rows: readonly Row[], idOf: (row: Row) => string): Row[] {
  return rows.toSorted((one, other) => ids.indexOf(idOf(one)) - ids.indexOf(idOf(other)));
}

function listOf(resources: readonly Json[], query: ScimQuery, total: number): Json {
  const shown = resources.map(resource => selected(resource, query.attributes, query.excludedAttributes));
  return listResponse(shown, query.startIndex, total);
}
