import type { EntityManager } from '../../platform/database/index.js';
import { ExternalIdentity } from '../openid/external-identity.entity.js';
import { Credential } from '../passwords/credential.entity.js';
import { Passkey } from '../second-factor/passkey.entity.js';

/**
 * Whether the person comes in already: by a password, or by an identity that two have linked or a passkey without one. For them
 * a password is never a first way in: setting it is a recovery, after which somebody looks at what they may hear.
 */
export async function hasWayIn(em: EntityManager, staffId: string): Promise<boolean> {
  if (await em.count(Credential, { staffId })) return true;
  return hasOtherWayIn(em, staffId);
}

/** The same, but for a password. */
export async function hasOtherWayIn(em: EntityManager, staffId: string): Promise<boolean> {
  if (await em.count(ExternalIdentity, { staffId, confirmedAt: { $ne: null }, removedAt: null })) return true;
  return (await em.count(Passkey, { staffId })) > 0;
}
