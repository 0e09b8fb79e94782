import type { Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { Role } from '../roles.js';

/** Which grants a campaign examines. */
export interface CampaignScope {
  /** Null: of every role. */
  readonly role: Role | null;
  readonly today: Day;
  /** One person's alone. */
  readonly staffId?: string;
}

/** A grant that a campaign would look at. */
export interface CampaignGrant {
  readonly grantId: string;
  readonly staffId: string;
  /** Some open review waits for a decision on it already. */
  readonly waits: boolean;
}

/** The grants of active people that are neither revoked nor over, the person's oldest first; what waits already is told, not left out. */
export async function campaignGrants(
  em: EntityManager,
  { role, today, staffId }: CampaignScope,
): Promise<CampaignGrant[]> {
  await em.flush();
  return em.execute<CampaignGrant[]>(GRANTS, [today, role, role, staffId ?? null, staffId ?? null]);
}

const GRANTS = `
  select g.id as "grantId", g.staff_id as "staffId",
    exists (
      select from access_review_item i join access_review r on r.id = i.review_id
      where i.grant_id = g.id and i.decision is null and r.closed_at is null) as "waits"
  from access_grant g join staff on staff.id = g.staff_id and staff.status = 'active'
  where g.revoked_at is null and g.until_on >= ? and (?::text is null or g.role = ?)
    and (?::uuid is null or g.staff_id = ?)
  order by g.staff_id, g.created_at, g.id`;
