import type { Purpose } from '../../src/access/index.js';
import { THE_SYSTEM } from '../../src/audit/index.js';
import type { Day } from '../../src/kernel/calendar.js';
import { MoveDueDay } from '../../src/recordings/index.js';
import type { TestServer } from './server.js';

/** Holds a recording and its contact until a later day, as the holds of retention will do it. */
export async function hold(server: TestServer, id: string, purposes: readonly Purpose[], until: Day): Promise<void> {
  const held = { dueOn: until, holdPurposes: purposes, heldThroughOn: until };
  await server.app.get(MoveDueDay).execute(id, () => Promise.resolve(held), THE_SYSTEM);
}
