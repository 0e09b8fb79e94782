import type { ServiceAccount } from './service-account.entity.js';
import type { ServiceAccountView } from './service-accounts.schemas.js';
import type { ServiceToken } from './service-token.entity.js';
import { isExpiringSoon } from './token-use.js';

/** An account with its tokens as answers show it at `now`; never a hash of one. */
export function serviceAccountViewOf(
  account: ServiceAccount,
  tokens: readonly ServiceToken[],
  now: Date,
): ServiceAccountView {
  const { id, name, role, networks, createdBy } = account;
  const expiresAt = lastEnd(account, tokens);
  return {
    ...{ id, name, role, networks, createdBy },
    tokens: account.revokedAt ? [] : tokens.filter(token => !token.revokedAt && token.expiresAt > now).map(tokenView),
    expiresAt: expiresAt.toISOString(),
    expiresSoon: !account.revokedAt && isExpiringSoon(expiresAt, now),
    createdAt: account.createdAt.toISOString(),
    revokedAt: account.revokedAt?.toISOString() ?? null,
    lastUsedAt: account.lastUsedAt?.toISOString() ?? null,
    lastUsedFrom: account.lastUsedFrom ?? null,
  };
}

function lastEnd({ createdAt }: ServiceAccount, tokens: readonly ServiceToken[]): Date {
  const ends = tokens.map(({ revokedAt, expiresAt }) =>
    Math.min(expiresAt.getTime(), (revokedAt ?? expiresAt).getTime()),
  );
  return new Date(Math.max(createdAt.getTime(), ...ends));
}

function tokenView({ id, createdAt, createdBy, expiresAt, lastUsedAt }: ServiceToken) {
  return {
    ...{ id, createdBy },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
