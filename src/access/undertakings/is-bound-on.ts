import { parseDay, type Day } from '../../kernel/calendar.js';
import type { EntityManager } from '../../platform/database/index.js';
import { bindingOn } from './bound-through.js';

/** Whether the person is bound to confidentiality on `today` (privacy notice §14), in the caller's transaction. */
export async function isBoundOn(em: EntityManager, staffId: string, today: Day): Promise<boolean> {
  const rows = await em.execute<VersionRow[]>(VERSIONS, [staffId]);
  const versions = rows.map(({ version, in_force_on, grace_days }) => ({
    version,
    inForceOn: parseDay(in_force_on),
    graceDays: grace_days,
  }));
  const acknowledged = new Set(rows.filter(row => row.acknowledged).map(({ version }) => version));
  return bindingOn(today, acknowledged, versions).bound;
}

interface VersionRow {
  readonly version: string;
  readonly in_force_on: string;
  readonly grace_days: number;
  readonly acknowledged: boolean;
}

const VERSIONS = `
  select v.version, v.in_force_on::text as in_force_on, v.grace_days, a.version is not null as acknowledged
  from undertaking_version v
  left join undertaking_acknowledgement a on a.version = v.version and a.staff_id = ?
  order by v.in_force_on`;
