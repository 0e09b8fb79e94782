import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { UndertakingState } from './undertakings.schemas.js';
import { askedFor, bindingOn, type VersionDays } from './bound-through.js';

/** Which versions there are, and which of them a person has acknowledged. */
export interface UndertakingStanding {
  readonly versions: readonly VersionDays[];
  readonly acknowledged: ReadonlySet<string>;
}

/** What many people have acknowledged, and when. */
export interface UndertakingHistory {
  readonly versions: readonly VersionDays[];
  readonly of: (staffId: string) => readonly Acknowledged[];
}

export interface Acknowledged {
  readonly version: string;
  readonly at: Date;
}

/** How people stand to the confidentiality undertaking. */
@Injectable()
export class UndertakingStandings {
  constructor(private readonly database: Database) {}

  async of(staffId: string): Promise<UndertakingStanding> {
    const rows = await this.database.query<StandingRow>(STANDING, [staffId]);
    const acknowledged = rows.filter(row => row.acknowledged).map(({ version }) => version);
    return { versions: rows.map(versionDays), acknowledged: new Set(acknowledged) };
  }

  /** What each of `staffIds` has acknowledged. */
  async history(staffIds: readonly string[]): Promise<UndertakingHistory> {
    const versions = await this.database.query<VersionRow>(VERSIONS);
    const rows = await this.database.query<AcknowledgedRow>(ACKNOWLEDGED, [staffIds]);
    const byPerson = Map.groupBy(rows, ({ staff_id }) => staff_id);
    const of = (staffId: string) =>
      (byPerson.get(staffId) ?? []).map(({ version, acknowledged_at: at }) => ({ version, at }));
    return { versions: versions.map(versionDays), of };
  }

  /** What the person is asked for, with its texts, and how long what they acknowledged counts. */
  async state(staffId: string, today: Day): Promise<UndertakingState> {
    const { versions, acknowledged } = await this.of(staffId);
    const asked = askedFor(acknowledged, versions, today);
    if (!asked) throw new TypeError('There is no version of the undertaking.');
    const [texts] = await this.database.query<UndertakingState['texts']>(TEXTS, [asked.version]);
    if (!texts) throw new TypeError('A version of the undertaking has no texts.');
    return {
      version: asked.version,
      inForceOn: asked.inForceOn,
      texts,
      acknowledged: acknowledged.has(asked.version),
      ...bindingOn(today, acknowledged, versions),
    };
  }
}

interface VersionRow {
  readonly version: string;
  readonly in_force_on: string;
  readonly grace_days: number;
}

interface StandingRow extends VersionRow {
  readonly acknowledged: boolean;
}

interface AcknowledgedRow {
  readonly staff_id: string;
  readonly version: string;
  readonly acknowledged_at: Date;
}

const VERSIONS: Statement = {
  name: 'access-undertaking-versions',
  text: 'select version, in_force_on, grace_days from undertaking_version order by in_force_on',
};

const ACKNOWLEDGED: Statement = {
  name: 'access-undertakings-of-people',
  text: `
    select staff_id, version, acknowledged_at from undertaking_acknowledgement
    where staff_id = any($1::uuid[]) order by acknowledged_at`,
};

const STANDING: Statement = {
  name: 'access-undertakings-of-person',
  text: `
    select v.version, v.in_force_on, v.grace_days, a.version is not null as acknowledged
    from undertaking_version v
    left join undertaking_acknowledgement a on a.version = v.version and a.staff_id = $1
    order by v.in_force_on`,
};

const TEXTS: Statement = {
  name: 'access-undertaking-texts',
  text: 'select text_fi as fi, text_sv as sv, text_en as en from undertaking_version where version = $1',
};

function versionDays({ version, in_force_on, grace_days }: VersionRow): VersionDays {
  return { version, inForceOn: parseDay(in_force_on), graceDays: grace_days };
}
