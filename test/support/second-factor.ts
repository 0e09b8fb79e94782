import { SoftwareAuthenticator } from './authenticator.js';
import type { Client } from './client.js';
import { type Answer } from './client.js';

/** A person at a browser that has their passkey in it, or will have. */
export interface Person {
  readonly username: string;
  readonly password: string;
  readonly authenticator: SoftwareAuthenticator;
}

/** A browser at the page of the server at `url`; over loopback that is `localhost`, the only name with passkeys there. */
export function authenticatorAt(url: string): SoftwareAuthenticator {
  return new SoftwareAuthenticator(pageOriginOf(url));
}

/** The origin of the pages of the server at `url`, as a browser has it. */
export function pageOriginOf(url: string): string {
  return `http://localhost:${new URL(url).port}`;
}

/** Signs in as a person does: with the passkey, or, the first time, by registering it. */
export async function signInWithPasskey(client: Client, person: Person): Promise<Client> {
  const { username, password, authenticator } = person;
  const first = await client.post('/sessions', { username, password });
  if (first.body.code === 'second-factor-required') return client.keep(await showPasskey(client, first, authenticator));
  if (first.status !== 201) throw new Error(`sign-in of ${username} answered ${first.status}`);
  client.keep(first);
  if (first.body.lacks === 'second-factor') await registerPasskey(client, authenticator);
  return client;
}

/** Answers a 401 `second-factor-required`. */
export async function showPasskey(
  client: Client,
  { body }: Answer,
  authenticator: SoftwareAuthenticator,
): Promise<Answer> {
  const passkey = authenticator.get(body.passkey as Parameters<SoftwareAuthenticator['get']>[0]); // as the route documents it
  const answer = await client.post('/sessions/second-factor', { challenge: body.challenge, passkey });
  if (answer.status !== 201) throw new Error(`the second factor answered ${answer.status} ${String(answer.body.code)}`);
  return answer;
}

/** Registers a passkey in the client's session; returns its id. */
export async function registerPasskey(
  client: Client,
  authenticator: SoftwareAuthenticator,
  name = 'Testi',
): Promise<string> {
  const asked = await client.post('/me/passkeys/challenges');
  const passkey = authenticator.create(asked.body as unknown as Parameters<SoftwareAuthenticator['create']>[0]); // as documented
  const answer = await client.post('/me/passkeys', { challenge: asked.body.challenge, name, passkey });
  if (answer.status !== 201) throw new Error(`registration answered ${answer.status} ${String(answer.body.code)}`);
  return String(answer.body.id);
}

/** Shows the passkey once more, so that the session counts as fresh. */
export async function stepUp(client: Client, authenticator: SoftwareAuthenticator): Promise<void> {
  const { body } = await client.post('/sessions/current/step-up/challenges');
  const passkey = authenticator.get(body.passkey as Parameters<SoftwareAuthenticator['get']>[0]); // as the route documents it
  const answer = await client.post('/sessions/current/step-up', { challenge: body.challenge, passkey });
  if (answer.status !== 204) throw new Error(`step-up answered ${answer.status} ${String(answer.body.code)}`);
}
