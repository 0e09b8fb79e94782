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

  /** Has recordings taken up into a case, which is assessed now, past the routes that do so. */
  async takeUp(caseId: string, ...recordingIds: readonly string[]): Promise<void> {
    await this.server.sql(
      `insert into rights_recording (case_id, recording_id, contact_id, call_on, queue, found_at, state)
       select $1, id, contact_id, (ended_at at time zone 'Europe/Helsinki')::date, queue, $3, 'included'
       from recording where id = any($2)`,
      [caseId, recordingIds, this.server.clock.now()],
    );
    await this.server.sql(`update rights_case set state = 'assessing' where id = $1`, [caseId]);
  }

  /** Sends a file of a case. */
  attach(client: Client, id: string, bytes: Uint8Array, name: string, type = 'text/plain') {
    const form = new FormData();
    form.set('file', new Blob([Uint8Array.from(bytes)], { type }), name);
    return client.upload(form, `/rights-requests/${id}/attachments`);
  }
}
