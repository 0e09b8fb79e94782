import { DEMO_PASSWORD } from '../../src/server/demo-accounts.js';
import { SoftwareAuthenticator } from './authenticator.js';
import { ClientFront } from './client-front.js';
import { Client } from './client.js';
import { CLIENT_ID, CLIENT_SECRET, AUDIENCE, OpenIdTestProvider } from './openid-provider.js';
import { addPerson } from './people.js';
import { signInWithPasskey } from './second-factor.js';
import { startTestServer, type TestServer } from './server.js';

/** A server that people reach at `front`, with an identity provider beside it, and two administrators. */
export interface OpenIdStage {
  readonly server: TestServer;
  readonly front: ClientFront;
  readonly provider: OpenIdTestProvider;
  readonly administrators: readonly [Client, Client];
  readonly secondUsername: string;
  /** Whose passkey is where, by user name. */
  readonly authenticators: ReadonlyMap<string, SoftwareAuthenticator>;
  /** Signs in with a password, and with a passkey at `front` where a second factor is needed. */
  as(username: string): Promise<Client>;
  /** Links an identity to a person as two administrators do; returns the link's id. */
  link(staffId: string, subject: string): Promise<string>;
  stop(): Promise<void>;
}

/** The server's time begins now, since the provider's does. `secondFactor` as in `startTestServer`. */
export async function startOpenIdStage({ secondFactor = false } = {}): Promise<OpenIdStage> {
  const front = await ClientFront.start();
  const provider = await OpenIdTestProvider.start(`${front.origin}/api/v1/sessions/openid/callback`);
  const settings = {
    TALLENNE_PUBLIC_ORIGIN: front.origin,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: CLIENT_SECRET,
    OIDC_COUNTRY: 'FI',
    OIDC_AUDIENCE: AUDIENCE,
  };
  const server = await startTestServer({ at: new Date(), env: settings, secondFactor });
  front.target = server.url;
  const second = await addPerson(server, { grants: [{ role: 'administrator' }] });
  const authenticators = new Map<string, SoftwareAuthenticator>();
  const as = (username: string) =>
    secondFactor ? withPasskey(server, front, authenticators, username) : server.as(username);
  const administrators = [await as('yrjo.yllapito'), await as(second.username)] as const;
  return {
    ...{ server, front, provider, administrators, secondUsername: second.username, authenticators, as },
    link: (staffId, subject) => linkByTwo(administrators, provider.issuer, staffId, subject),
    stop: async () => {
      await server.stop();
      await provider.stop();
      await front.stop();
    },
  };
}

function withPasskey(
  { url }: TestServer,
  { origin }: ClientFront,
  authenticators: Map<string, SoftwareAuthenticator>,
  username: string,
): Promise<Client> {
  const authenticator = authenticators.get(username) ?? new SoftwareAuthenticator(origin);
  authenticators.set(username, authenticator);
  return signInWithPasskey(new Client(url), { username, password: DEMO_PASSWORD, authenticator });
}

async function linkByTwo(
  [first, second]: readonly [Client, Client],
  issuer: string,
  staffId: string,
  subject: string,
): Promise<string> {
  const proposed = await first.post(`/staff/${staffId}/external-identities`, { issuer, subject });
  if (proposed.status !== 201) throw new Error(`the proposal answered ${proposed.status}`);
  const id = String(proposed.body.id);
  const confirmed = await second.post(`/external-identities/${id}/confirmation`);
  if (confirmed.status !== 200) throw new Error(`the confirmation answered ${confirmed.status}`);
  return id;
}
