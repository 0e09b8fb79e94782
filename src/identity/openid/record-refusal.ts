import type { Actor, AuditTrail } from '../../audit/index.js';
import type { OpenIdRefused } from './openid-refused.js';

/** Writes down why somebody did not come in through the identity provider: the log knows what the caller is not told. */
export async function recordRefusal(
  trail: AuditTrail,
  { reason }: OpenIdRefused,
  way: 'browser' | 'bearer',
  address: string,
): Promise<void> {
  const actor: Actor = { kind: 'unidentified', id: null, sessionId: null, address };
  await trail.recordAlone({ action: 'session.refused', outcome: 'refused', actor, reason, facts: { way } });
}
