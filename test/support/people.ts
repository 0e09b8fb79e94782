import { AcknowledgeUndertaking, CreateGrant } from '../../src/access/index.js';
import { newGrant } from '../../src/access/access.schemas.js';
import { FIRST_UNDERTAKING } from '../../src/access/undertakings/undertaking-text.js';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { CreateStaff, Credential } from '../../src/identity/index.js';
import { hashPassword } from '../../src/identity/passwords/password-hash.js';
import { addMonths, helsinkiDay } from '../../src/kernel/calendar.js';
import { Database } from '../../src/platform/database/index.js';
import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import type { TestServer } from './server.js';

let serial = 0;
/** One for all: making it takes longer than all else about a person. */
let demoHash: Promise<string> | undefined;

/** An invented person; the password is that of the demo, so that `server.as` signs them in. */
export interface TestPerson {
  readonly id: string;
  readonly username: string;
  /** Ids of the grants, in the order of the draft. */
  readonly grantIds: readonly string[];
}

export interface PersonDraft {
  /** As in `POST /staff/:id/grants`; what is left out gives everything for a year. */
  readonly grants?: readonly Readonly<Record<string, unknown>>[];
  /** Whether the person has acknowledged the undertaking; true where it is left out. */
  readonly bound?: boolean;
}

/** Names a person with grants, past the routes. */
export async function addPerson(
  server: TestServer,
  { grants = [], bound = true }: PersonDraft = {},
): Promise<TestPerson> {
  serial += 1;
  const database = server.app.get(Database);
  const draft = {
    username: `testi.${serial}`,
    displayName: `Testi ${serial}`,
    unit: 'Käyttäjätuki',
    title: 'Testaaja',
  };
  demoHash ??= hashPassword(DEMO_PASSWORD);
  const passwordHash = await demoHash;
  const { id } = await database.transaction(async em => {
    const staff = await server.app.get(CreateStaff).execute(em, draft, THE_SYSTEM);
    await em.insert(Credential, { staffId: staff.id, passwordHash, mustChange: false, changedAt: server.clock.now() });
    return staff;
  });
  const grantIds: string[] = [];
  for (const grant of grants) {
    const wanted = newGrant.parse({ ...aYear(server), reason: 'Testi', ...grant });
    grantIds.push((await database.transaction(em => server.app.get(CreateGrant).give(em, id, wanted, THE_SYSTEM))).id);
  }
  if (bound) await acknowledge(server, id);
  return { id, username: draft.username, grantIds };
}

function aYear({ clock }: TestServer): { fromOn: string; untilOn: string } {
  const fromOn = helsinkiDay(clock.now());
  return { fromOn, untilOn: addMonths(fromOn, 12) };
}

async function acknowledge(server: TestServer, id: string): Promise<void> {
  const requester = { kind: 'staff', id, sessionId: null, accessEpoch: 0, address: '127.0.0.1' } as const;
  const [current] = await server.sql<{ version: string }>(
    'select version from undertaking_version where in_force_on <= $1 order by in_force_on desc limit 1',
    [helsinkiDay(server.clock.now())],
  );
  const acknowledgement = { version: current?.version ?? FIRST_UNDERTAKING, language: 'fi' } as const;
  await server.app.get(AcknowledgeUndertaking).execute(acknowledgement, requester);
}
