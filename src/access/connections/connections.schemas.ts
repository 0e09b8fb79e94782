import { z } from 'zod';
import { format } from '../../platform/http/index.js';

/** How the identity provider is set and was last reached; nothing of it is secret. */
const openId = z.strictObject({
  issuer: z.string(),
  clientId: z.string(),
  /** Whether the client has a secret, or PKCE alone protects it. */
  hasSecret: z.boolean(),
  /** Whether access tokens of the provider open the API. */
  takesTokens: z.boolean(),
  requiredAcr: z.string().nullable(),
  callbackUrl: z.string(),
  /** When the server that answers asked the provider last, and whether it got an answer; null where it has not yet. */
  contact: z.strictObject({ at: format.instantOut, answered: z.boolean() }).nullable(),
  linkedPeople: z.int(),
  waitingLinks: z.int(),
  /** People whom the provider vouched for and nobody has linked. */
  unlinkedSeen: z.int(),
});

/** How the directory (SCIM) provisions people. */
const directory = z.strictObject({
  /** Null where the public address is not set. */
  endpoint: z.string().nullable(),
  accounts: z.array(
    z.strictObject({
      id: format.id,
      name: z.string(),
      lastUsedAt: format.instantOut.nullable(),
      lastRefusedAt: format.instantOut.nullable(),
    }),
  ),
  people: z.int(),
  groups: z.int(),
  mappedGroups: z.int(),
  lastChangedAt: format.instantOut.nullable(),
});

/** `openId`: null where no provider is set. */
export const connections = z.strictObject({ openId: openId.nullable(), directory });
export type Connections = z.infer<typeof connections>;
