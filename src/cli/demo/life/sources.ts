import { NOTICE_VERSION } from '../calls.js';
import { administratorAtDesk } from './administrator.js';
import type { Server } from './client.js';
import { seconds, type Activity } from './timeline.js';

/** The two telephone exchanges. Only the second one hands over identity codes and patients, and may. */
const SOURCES = [
  { name: 'pbx-1', keepsIdentityCodes: false },
  { name: 'pbx-2', keepsIdentityCodes: true },
] as const;

/** The administrator sets both sources up, with the announcement that plays there by plan. */
export async function* setUpSources(server: Server): Activity {
  const administrator = await administratorAtDesk(server);
  for (const { name, keepsIdentityCodes } of SOURCES) {
    yield seconds(40);
    const notice = { version: NOTICE_VERSION, language: 'fi' };
    await administrator.put(`/sources/${name}`, { keepsIdentityCodes, notice });
  }
  yield seconds(10);
  await administrator.signOut();
}
