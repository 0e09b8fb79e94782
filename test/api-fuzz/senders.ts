import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import { TokenKeys } from '../../src/identity/token-keys.js';
import { DEMO_ACCOUNTS } from '../../src/server/demo-accounts.js';
import { ROUTES, type Asker } from '../e2e/route-matrix.table.js';
import { addPerson } from '../support/people.js';
import type { Client } from '../support/client.js';
import type { TestServer } from '../support/server.js';
import type { Operation } from './document.js';
import type { Draft } from './draft.js';
import type { Answered } from './exchange.js';

/** Somebody who has a token: a person of the demo, or a machine. */
interface Sender {
  readonly name: string;
  readonly role: Asker;
  token: string;
  refusals: number;
}

const MACHINES = ['ingest', 'scim', 'metrics'] as const;
/** So many refusals of what the role may: somebody has taken the person's rights away. */
const RIGHTS_ARE_GONE = 3;
const MOST_TRIES = 3;

/** Who sends, with tokens that work: whoever was signed out, throttled or deactivated is followed by somebody like them. */
export class Senders {
  readonly #senders: Sender[] = [];
  readonly #tokens = new Set<string>();
  #broken: readonly string[] = [];

  private constructor(private readonly server: TestServer) {}

  static async of(server: TestServer): Promise<Senders> {
    const senders = new Senders(server);
    for (const { username, grants } of DEMO_ACCOUNTS) await senders.#add(username, grants[0]?.role ?? 'none');
    for (const role of MACHINES) await senders.#add(role, role);
    const { username } = await addPerson(server);
    await senders.#add(username, 'none');
    await senders.#breakTokens();
    return senders;
  }

  /** Every token that anybody has had. */
  get tokens(): ReadonlySet<string> {
    return this.#tokens;
  }

  /** One of each role. */
  get all(): readonly { readonly token: string }[] {
    return this.#senders.filter(({ role }, at, all) => all.findIndex(one => one.role === role) === at);
  }

  /** Null: nobody. */
  pick({ name }: Operation, { sender: { as, nth } }: Draft): Sender | null {
    if (as === 'nobody') return null;
    if (as === 'broken')
      return { name: 'broken', role: 'anonymous', token: this.#broken[nth % this.#broken.length] ?? '', refusals: 0 };
    const { statuses } = ROUTES[name] ?? {};
    const may = this.#senders.filter(({ role }) => as === 'other' || ![401, 403].includes(statuses?.[role] ?? 0));
    const among = may.length > 0 ? may : this.#senders;
    return among[nth % among.length] ?? null;
  }

  /** Told what somebody was answered; gets them a token that works where theirs does no longer. */
  async answered(sender: Sender, { name }: Operation, { status, body }: Answered): Promise<void> {
    if (sender.role === 'anonymous') return;
    const may = ![401, 403].includes(ROUTES[name]?.statuses[sender.role] ?? 0);
    if (status === 403 && may && body.includes('"not-permitted"')) sender.refusals += 1;
    else if (status < 400 && may && ROUTES[name]?.statuses.none === 403) sender.refusals = 0;
    if (status !== 401 && sender.refusals < RIGHTS_ARE_GONE) return;
    const isGone = sender.refusals >= RIGHTS_ARE_GONE;
    sender.refusals = 0;
    const before = sender.token;
    const token = isGone ? await this.#followed(sender) : await this.#renewed(sender);
    if (sender.token === before) sender.token = token;
    this.#tokens.add(token);
  }

  async #add(name: string, role: Asker): Promise<void> {
    const sender = { name, role, token: '', refusals: 0 };
    sender.token = await this.#renewed(sender);
    this.#tokens.add(sender.token);
    this.#senders.push(sender);
  }

  async #renewed(sender: Sender): Promise<string> {
    const { name, role } = sender;
    if (role === 'ingest' && sender.token === '') return this.server.ingestToken;
    if (role === 'ingest' || role === 'scim' || role === 'metrics') return this.#machine(role);
    try {
      return (await signedUnder(await this.#signedIn(name))).token;
    } catch {
      return this.#followed(sender);
    }
  }

  /** All come from one address, which what is fuzzed has throttled. */
  async #signedIn(username: string): Promise<Client> {
    for (let tries = 1; ; tries += 1) {
      // Under the lock of the whole table: whoever tries to sign in meanwhile takes its rows in another order.
      await this.server.sql(
        'begin; lock table sign_in_throttle in exclusive mode; delete from sign_in_throttle; commit',
      );
      try {
        return await this.server.as(username);
      } catch (error) {
        if (tries === MOST_TRIES) throw error; // until then others may have been throttled again meanwhile
      }
    }
  }

  async #machine(role: (typeof MACHINES)[number]): Promise<string> {
    const draft = { name: `${role}-${randomUUID()}`, role, expiresOn: '2026-12-24' } as const;
    return (await this.server.app.get(ServiceAccounts).create(draft, THE_SYSTEM)).token;
  }

  async #followed({ role }: Sender): Promise<string> {
    if (role === 'ingest' || role === 'scim' || role === 'metrics') return this.#machine(role);
    const grants = DEMO_ACCOUNTS.find(account => account.grants.some(grant => grant.role === role))?.grants ?? [];
    const { username } = await addPerson(this.server, { grants: grants.map(grant => ({ ...grant })), bound: false });
    return (await signedUnder(await this.#signedIn(username))).token;
  }

  /** Tokens that are none: of a session that has ended, signed by somebody else, of yesterday, without a signature, of another kind. */
  async #breakTokens(): Promise<void> {
    const ended = await this.server.as('pekka.pohja');
    await ended.delete('/sessions/current');
    const [head = '', claims = '', signature = ''] = ended.token.split('.');
    const payload = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>; // ours
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const own = new TokenKeys(this.server.env.TALLENNE_TOKEN_SECRET ?? '').accessToken;
    const signed = (key: Uint8Array, more: object) =>
      new SignJWT({ ...payload, ...more }).setProtectedHeader({ alg: 'HS256' }).sign(key);
    this.#broken = [
      ...[
        '',
        'x',
        'null',
        '..',
        'a.b.c',
        'é',
        ended.token,
        `${none}.${claims}.`,
        `${head}.${claims}.${signature.slice(0, -2)}`,
      ],
      ...[`${head}.${claims}`, 'tallenne_x', `${this.server.ingestToken.slice(0, -1)}x`, 'x'.repeat(6000)],
      await signed(Buffer.alloc(32, 1), {}),
      await signed(own, { exp: 1 }),
      await signed(own, { sub: '00000000-0000-7000-8000-000000000000' }),
      await signed(own, { sub: null, sid: [1] }),
      await signed(own, { sub: '\0', sid: 'x' }),
    ];
  }
}

/** Whoever has not acknowledged the undertaking that is in force does so. */
async function signedUnder(client: Client): Promise<Client> {
  const { body } = await client.get('/me');
  const { version, acknowledged } = body.undertaking as { version: string; acknowledged: boolean };
  if (!acknowledged) await client.post('/me/undertaking', { version, language: 'fi' });
  return client;
}
