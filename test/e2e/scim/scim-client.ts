import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { THE_SYSTEM } from '../../../src/audit/index.js';
import { ServiceAccounts } from '../../../src/identity/index.js';
import { addDays, helsinkiDay } from '../../../src/kernel/calendar.js';
import { Client, type Answer } from '../../support/client.js';
import type { TestServer } from '../../support/server.js';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const SCIM_JSON = 'application/scim+json; charset=utf-8';

/** Speaks SCIM to a server as one client. */
export class ScimClient {
  readonly #client: Client;

  constructor(
    server: TestServer,
    readonly accountId: string,
    readonly token: string,
  ) {
    this.#client = new Client(server.url, token);
  }

  /** `path` begins after `/scim/v2`. */
  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const type = { 'content-type': SCIM_JSON }; // also where nothing is sent, as some clients do
    return this.#client.request(method, `/scim/v2${path}`, body, { accept: SCIM_JSON, ...type, ...headers });
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', path, undefined, headers);
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.send('POST', path, body);
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.send('PUT', path, body);
  }

  patch(path: string, ...operations: object[]): Promise<Answer> {
    return this.send('PATCH', path, { schemas: [PATCH_OP], Operations: operations });
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path);
  }
}

let serial = 0;

/** A service account for SCIM, as an administrator makes it. */
export async function scimClient(server: TestServer): Promise<ScimClient> {
  serial += 1;
  const expiresOn = addDays(helsinkiDay(server.clock.now()), 365);
  const draft = { name: `directory-${serial}`, role: 'scim', expiresOn } as const;
  const { account, token } = await server.app.get(ServiceAccounts).create(draft, THE_SYSTEM);
  return new ScimClient(server, account.id, token);
}

interface RecordedRequest {
  readonly source: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** Requests of a provider as its documentation shows them, sent with the ids of this run. */
export class RecordedRequests {
  readonly #requests: Readonly<Record<string, RecordedRequest>>;
  readonly #ids = new Map<string, string>();

  constructor(
    file: 'entra-id.json' | 'okta.json',
    private readonly client: ScimClient,
  ) {
    const recorded = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as { requests: never }; // ours
    this.#requests = recorded.requests;
  }

  /** Fills in `{name}` from now on. */
  know(name: string, id: unknown): void {
    this.#ids.set(name, String(id));
  }

  send(name: string): Promise<Answer> {
    const request = this.#requests[name];
    if (!request) throw new Error(`There is no recorded request ${name}.`);
    const { method, path, body } = JSON.parse(this.#filled(JSON.stringify(request))) as RecordedRequest;
    return this.client.send(method, path, body);
  }

  #filled(text: string): string {
    return [...this.#ids].reduce((filled, [name, id]) => filled.replaceAll(`{${name}}`, id), text);
  }
}
