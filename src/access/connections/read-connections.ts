import { Injectable } from '@nestjs/common';
import { OpenIdProvider } from '../../identity/index.js';
import { Config } from '../../platform/config/index.js';
import { Database, firstRow, type Statement } from '../../platform/database/index.js';
import type { Connections } from './connections.schemas.js';

/** What administrators see of the systems that say who people are: how they are set, and when they were heard of last. */
@Injectable()
export class ReadConnections {
  constructor(
    private readonly config: Config,
    private readonly provider: OpenIdProvider,
    private readonly database: Database,
  ) {}

  async execute(): Promise<Connections> {
    return { openId: await this.#openId(), directory: await this.#directory() };
  }

  async #openId(): Promise<Connections['openId']> {
    const set = this.config.openId;
    if (set === null) return null;
    const counts = firstRow(await this.database.query<LinkCounts>(LINKS, [set.issuer]));
    return {
      ...{ issuer: set.issuer, clientId: set.clientId, hasSecret: set.clientSecret !== null },
      ...{ takesTokens: set.audience !== null, requiredAcr: set.requiredAcr },
      ...{ callbackUrl: this.provider.callbackUrl, contact: this.provider.lastContact },
      ...counts,
    };
  }

  async #directory(): Promise<Connections['directory']> {
    const { publicOrigin } = this.config;
    const accounts = await this.database.query<AccountRow>(ACCOUNTS);
    const { lastChangedAt, ...counts } = firstRow(await this.database.query<DirectoryCounts>(DIRECTORY));
    return {
      endpoint: publicOrigin === null ? null : new URL('/scim/v2', publicOrigin).href,
      accounts: accounts.map(({ id, name, lastUsedAt, lastRefusedAt }) => ({
        ...{ id, name, lastUsedAt: lastUsedAt?.toISOString() ?? null },
        lastRefusedAt: lastRefusedAt?.toISOString() ?? null,
      })),
      ...{ ...counts, lastChangedAt: lastChangedAt?.toISOString() ?? null },
    };
  }
}

interface LinkCounts {
  readonly linkedPeople: number;
  readonly waitingLinks: number;
  readonly unlinkedSeen: number;
}

interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly lastUsedAt: Date | null;
  readonly lastRefusedAt: Date | null;
}

interface DirectoryCounts {
  readonly people: number;
  readonly groups: number;
  readonly mappedGroups: number;
  readonly lastChangedAt: Date | null;
}

const LINKS: Statement = {
  name: 'connections-links',
  text: `
    select (count(*) filter (where confirmed_at is not null))::int as "linkedPeople",
           (count(*) filter (where confirmed_at is null))::int as "waitingLinks",
           (select count(*)::int from external_identity_seen where issuer = $1) as "unlinkedSeen"
    from external_identity where issuer = $1 and removed_at is null`,
};

const ACCOUNTS: Statement = {
  name: 'connections-accounts',
  text: `
    select id, name, last_used_at as "lastUsedAt", last_refused_at as "lastRefusedAt"
    from service_account where role = 'scim' and revoked_at is null order by name`,
};

const DIRECTORY: Statement = {
  name: 'connections-directory',
  text: `
    select (select count(*)::int from directory_user where removed_at is null) as people,
           (select count(*)::int from directory_group) as groups,
           (select count(*)::int from directory_group where template_id is not null) as "mappedGroups",
           greatest((select max(last_modified_at) from directory_user),
                    (select max(last_modified_at) from directory_group)) as "lastChangedAt"`,
};
