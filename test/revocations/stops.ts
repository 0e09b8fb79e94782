import { THE_SYSTEM } from '../../src/audit/index.js';
import { SuspendGrants } from '../../src/access/reviews/suspend-grants.js';
import { Client } from '../support/client.js';
import type { Installation, SignedInPerson } from './installation.js';

/** What must stop whoever is listening. */
export const STOPS = ['revocation', 'deactivation', 'suspension', 'session-end', 'restriction'] as const;
export type Stop = (typeof STOPS)[number];

/** The event that the open page gets; null where nothing of its person changes. */
export const TOLD: Readonly<Record<Stop, 'rights-changed' | 'session-ended' | null>> = {
  revocation: 'rights-changed',
  deactivation: 'session-ended',
  suspension: 'rights-changed',
  'session-end': 'session-ended',
  restriction: null,
};

/** Makes the change by the instance at `url`, or past the routes where there is none for it. Settles once it is committed. */
export async function make(
  stop: Stop,
  installation: Installation,
  { id, grantIds, token }: SignedInPerson,
  { url, recording }: { readonly url: string; readonly recording: string },
): Promise<void> {
  const { beside, database } = installation;
  const administrator = await installation.administrator(url);
  const because = { reason: 'Testi' };
  switch (stop) {
    case 'revocation':
      return accepted(administrator.post(`/grants/${grantIds[0] ?? ''}/revocation`, because));
    case 'deactivation':
      return accepted(administrator.post(`/staff/${id}/deactivation`, because));
    case 'session-end':
      return accepted(new Client(url, token).delete('/sessions/current'));
    case 'suspension': {
      const why = { reviewId: null, because: 'test' };
      await database.transaction(em => beside.app.get(SuspendGrants).suspend(em, grantIds, why, THE_SYSTEM));
      return;
    }
    case 'restriction':
      await beside.sql('update recording set restricted = true where id = $1', [recording]);
  }
}

async function accepted(call: Promise<{ status: number }>): Promise<void> {
  const { status } = await call;
  if (status >= 300) throw new Error(`a change answered ${status}`);
}
