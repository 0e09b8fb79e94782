import { expect, it } from '@jest/globals';
import { as, MAIJA, TODAY } from '../../access/testing/person.js';
import type { AuditTrail } from '../../audit/index.js';
import type { StaffDirectory } from '../../identity/index.js';
import type { Database } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ReadHolds } from './read-holds.js';
import { ShownReferences } from './shown-references.js';

const REQUESTER: Requester = { kind: 'staff', id: MAIJA, sessionId: null, accessEpoch: 1, address: '127.0.0.1' };

it('whom the rules let list no hold gets an empty page, and nothing is asked for it', async () => {
  // None of them is asked for anything.
  const [database, staff, trail] = [{} as Database, {} as StaffDirectory, {} as AuditTrail];
  const holds = new ReadHolds(database, staff, trail, new ShownReferences());
  const permissions = { ability: as('agent'), person: null, today: TODAY };
  expect(await holds.page({ limit: 50 }, REQUESTER, permissions)).toEqual({ items: [], nextCursor: null });
});
