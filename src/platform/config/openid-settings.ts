import { z } from 'zod';
import { isInEea } from '../../kernel/countries.js';
import { country, isLoopback } from './where.js';

/** Names under which Entra ID answers for people of any organisation. */
const ANY_ORGANISATION = /^\/(common|organizations|consumers)(\/|$)/i;

/** The environment variables of the identity provider. */
export const openIdVariables = {
  OIDC_ISSUER: z.string().min(1).optional(),
  OIDC_CLIENT_ID: z.string().min(1).max(256).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_COUNTRY: country.optional(),
  OIDC_AUDIENCE: z.string().min(1).max(256).optional(),
  OIDC_REQUIRED_ACR: z
    .string()
    .regex(/^\S{1,256}$/, 'is one value without spaces')
    .optional(),
};

type Variables = z.infer<z.ZodObject<typeof openIdVariables>>;

/** The organisation's own identity provider (OpenID Connect). */
export interface OpenIdSettings {
  /** Exactly as the provider calls itself. */
  readonly issuer: string;
  readonly clientId: string;
  /** null: a public client, which PKCE alone protects. */
  readonly clientSecret: string | null;
  /** Whom the provider's access tokens must be for; null: such tokens open nothing here. */
  readonly audience: string | null;
  /** The authentication context that counts as two factors; null: the provider's `amr` says so. */
  readonly requiredAcr: string | null;
}

/** The settings of the identity provider; null where none is set. */
export function openIdOf(env: Variables): OpenIdSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = env;
  if (issuer === undefined || clientId === undefined) return null;
  return {
    issuer,
    clientId,
    clientSecret: env.OIDC_CLIENT_SECRET ?? null,
    audience: env.OIDC_AUDIENCE ?? null,
    requiredAcr: env.OIDC_REQUIRED_ACR ?? null,
  };
}

/**
 * What is wrong with the settings of the identity provider, as one line that names the variable and never its value; null
 * where they are in order.
 * @param publicOrigin where the provider sends people back to
 */
export function openIdFault(env: Variables, publicOrigin: string | undefined): string | null {
  const given = Object.keys(openIdVariables).filter(name => env[name as keyof Variables] !== undefined);
  if (given.length === 0) return null;
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_COUNTRY: where } = env;
  if (issuer === undefined || clientId === undefined || where === undefined) {
    return 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_COUNTRY go together: set all three, or nothing that begins with OIDC_';
  }
  if (publicOrigin === undefined) {
    return 'TALLENNE_PUBLIC_ORIGIN is needed beside OIDC_ISSUER: the identity provider sends people back to it';
  }
  return issuerFault(issuer) ?? countryFault(where);
}

function issuerFault(issuer: string): string | null {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (!url || !(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url)))) {
    return 'OIDC_ISSUER: must be an https address (http on this machine alone)';
  }
  if (issuer.includes('?') || issuer.includes('#') || url.username !== '' || url.password !== '') {
    return 'OIDC_ISSUER: must have no query, no fragment and no credentials (OpenID Connect Discovery §3)';
  }
  if (url.hostname === 'login.microsoftonline.com' && ANY_ORGANISATION.test(url.pathname)) {
    return 'OIDC_ISSUER: must name one tenant; common, organizations and consumers let any organisation in';
  }
  return null;
}

function countryFault(where: string): string | null {
  return isInEea(where)
    ? null
    : 'OIDC_COUNTRY: the identity provider must be in the EU or the EEA (privacy notice §11: no transfer outside it)';
}
