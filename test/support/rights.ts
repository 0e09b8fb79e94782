import type { Client } from './client.js';
import type { TestServer } from './server.js';

/** A request as the service desk's mailbox brings it. The person is invented, the code artificial. */
export const A_REQUEST = {
  channel: 'e-mail',
  language: 'fi',
  text: 'Pyydän kopion puheluistani syksyltä.',
  rights: ['access'],
  person: { name: 'Testi Soittaja', phone: '+358401234567', personalIdentityCode: '240688U9367' },
} as const;

/** What is done with requests of data subjects over HTTP. */
export class RightsScenes {
  constructor(private readonly server: TestServer) {}

  /** Registers a request that was received now, unless `over` says otherwise. */
  async register(client: Client, over: Record<string, unknown> = {}) {
    const receivedAt = this.server.clock.now().toISOString();
    const { status, body } = await client.post('/rights-requests', { receivedAt, ...A_REQUEST, ...over });
    if (status !== 201) throw new Error(`A request was not registered: ${status} ${JSON.stringify(body)}`);
    return body as { readonly id: string; readonly number: string; readonly lastOn: string };
  }
}
