import type { Purpose } from '../../src/access/index.js';
import { THE_SYSTEM } from '../../src/audit/index.js';
import type { Day } from '../../src/kernel/calendar.js';
import { MoveDueDay } from '../../src/recordings/index.js';
import type { TestServer } from './server.js';

/** Holds a recording and its contact until a later day, as the holds of retention will do it. */
export async function hold(server: TestServer, id: string, purposes: readonly Purpose[], until: Day): Promise<void> {
  await server.app.get(MoveDueDay).execute(id, { dueOn: until, holdPurposes: purposes }, THE_SYSTEM);
}
