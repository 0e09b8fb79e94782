import { z } from 'zod';
import { secondAdministratorAtDesk } from './administrator.js';
import { anything, type DemoClient } from './client.js';
import { minutes, seconds, type Activity } from './timeline.js';
import type { Surroundings } from './visits.js';

/** A grant as it is wished for, as far as it decides who must agree. */
interface Wanted {
  readonly role: string;
}

const proposed = z.object({ proposalId: z.uuid() });

/** One administrator gives what an agent needs; anything more is proposed, and the other one approves it. */
export async function* gives(
  administrator: DemoClient,
  staffId: string,
  grant: Wanted,
  around: Pick<Surroundings, 'server'>,
): Activity {
  const path = `/staff/${staffId}/grants`;
  if (grant.role === 'agent') {
    await administrator.post(path, grant, anything);
    return;
  }
  const { proposalId } = await administrator.post(path, grant, proposed, 202);
  yield minutes(1); // the first one is still signed in afterwards: an access token lives for a quarter of an hour
  const second = await secondAdministratorAtDesk(around.server);
  yield seconds(40);
  const decision = { outcome: 'approved', reason: 'Sovittu palvelupäällikön kanssa' };
  await second.post(`/grant-proposals/${proposalId}/decision`, decision, anything, 200);
  await second.signOut();
}
