import { AccessTokens } from '../../src/identity/sessions/access-tokens.js';
import { Client } from '../support/client.js';
import { addPerson } from '../support/people.js';
import type { TestServer } from '../support/server.js';

/** Somebody with everything in scope, whose one session lasts as long as the world. */
export class Somebody {
  client: Client;

  private constructor(
    private readonly server: TestServer,
    readonly id: string,
    readonly purposes: readonly string[],
    private readonly sessionId: string,
  ) {
    this.client = new Client(server.url);
  }

  static async of(server: TestServer, role: string, purposes: readonly string[]): Promise<Somebody> {
    const { id, username } = await addPerson(server, { grants: [{ role, purposes, untilOn: '2029-12-31' }] });
    await server.as(username);
    const [session] = await server.sql<{ id: string }>('select id from session where staff_id = $1', [id]);
    const one = new Somebody(server, id, purposes, session?.id ?? '');
    await one.staySignedIn();
    return one;
  }

  /** Past the limits of sessions, which would end this one at most moves of the clock. */
  async staySignedIn(): Promise<void> {
    const limits = `idle_expires_at = '2031-01-01', absolute_expires_at = '2031-01-01'`;
    await this.server.sql(`update session set ${limits} where id = $1`, [this.sessionId]);
    const { token } = await this.server.app.get(AccessTokens).issue(this.id, this.sessionId);
    this.client = new Client(this.server.url, token);
  }
}
