import type { INestApplicationContext } from '@nestjs/common';
import { AcknowledgeUndertaking, CreateGrant } from '../../access/index.js';
import { THE_SYSTEM, type Actor } from '../../audit/index.js';
import { ServiceAccounts, StaffDirectory } from '../../identity/index.js';
import { addDays, addMonths, helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database } from '../../platform/database/index.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, type DemoAccount } from '../../server/demo-accounts.js';

/** Who is there when the demo's life begins: ids by user name, and the token of the telephone system. */
export interface DemoPeople {
  readonly ids: ReadonlyMap<string, string>;
  readonly ingestToken: string;
}

const GRANTED_MONTHS = 12;
const INGEST_DAYS = 365;

/** Creates the accounts of the demo the way people would be: the administrator grants, everyone signs for themselves. */
export async function createAccounts(app: INestApplicationContext): Promise<DemoPeople> {
  const database = app.get(Database);
  const ids = new Map<string, string>();
  for (const account of DEMO_ACCOUNTS) {
    const { id } = await database.transaction(em =>
      app.get(StaffDirectory).createWithPassword(em, account, DEMO_PASSWORD),
    );
    ids.set(account.username, id);
  }
  const administrator = administratorAmong(ids);
  for (const account of DEMO_ACCOUNTS) await grantAndSign(app, account, ids.get(account.username) ?? '', administrator);
  const expiresOn = addDays(helsinkiDay(app.get(Clock).now()), INGEST_DAYS);
  const { token } = await app.get(ServiceAccounts).create({ name: 'pbx', expiresOn }, administrator);
  return { ids, ingestToken: token };
}

function administratorAmong(ids: ReadonlyMap<string, string>): Actor {
  const { username } = DEMO_ACCOUNTS.find(({ grants }) => grants.some(grant => grant.role === 'administrator')) ?? {
    username: '',
  };
  return { kind: 'staff', id: ids.get(username) ?? null, sessionId: null, address: null };
}

async function grantAndSign(
  app: INestApplicationContext,
  account: DemoAccount,
  id: string,
  administrator: Actor,
): Promise<void> {
  const fromOn = helsinkiDay(app.get(Clock).now());
  const untilOn = addMonths(fromOn, GRANTED_MONTHS);
  for (const { role, purposes, queues, ownCallsOnly = false } of account.grants) {
    const scope = { queues: queues ? [...queues] : ('all' as const), units: 'all' as const, ownCallsOnly };
    const grant = {
      ...scope,
      role,
      purposes: [...purposes],
      fromOn,
      untilOn,
      reason: 'Tehtävän mukainen käyttöoikeus',
    };
    const actor = id === administrator.id ? THE_SYSTEM : administrator;
    await app.get(Database).transaction(em => app.get(CreateGrant).give(em, id, grant, actor));
  }
  const requester = { kind: 'staff', id, sessionId: null, accessEpoch: 0, address: '127.0.0.1' } as const;
  await app.get(AcknowledgeUndertaking).execute({ version: '2026-1', language: 'fi' }, requester);
}
