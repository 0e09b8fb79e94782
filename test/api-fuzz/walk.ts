import fc from 'fast-check';
import { THE_SYSTEM } from '../../src/audit/index.js';
import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import type { Role } from '../../src/access/index.js';
import { helsinkiDay, addDays, type Day } from '../../src/kernel/calendar.js';
import { DEMO_ACCOUNTS } from '../../src/server/demo-accounts.js';
import { wav } from '../support/audio.js';
import { CALLER } from '../support/canaries.js';
import { Client } from '../support/client.js';
import { callMetadata } from '../support/metadata.js';
import { addPerson } from '../support/people.js';
import type { TestServer } from '../support/server.js';
import { refusalOf, signed, type AskedBy, type Asking } from './asking.js';
import type { Document, Operation } from './document.js';
import type { Draft, DraftBody, Sent } from './draft.js';
import { nearTo } from './drafts.js';
import type { Answered } from './exchange.js';
import { isLate } from './judge.js';
import type { KnownIds } from './known-ids.js';
import { writeRequest } from './write-request.js';

/** Somebody who takes part in a walk. */
export interface Walker extends AskedBy {
  readonly id: string;
}

/** What a step sends beside its path. */
export interface Step {
  readonly body?: unknown;
  readonly form?: DraftBody;
  readonly headers?: readonly (readonly [string, string])[];
}

/** What a step was answered, with its JSON. */
export type Body = Readonly<Record<string, unknown>>;

/** A step that was refused, so that nothing after it can be tried. */
export class StepRefused extends Error {}

const ALTERED_IN = 2;
const ALTERED = 3;
const MOST_TRIES = 10;
const NOBODY: AskedBy = { name: 'nobody', token: '', role: 'anonymous', isForeignPage: false };

/**
 * A way through the house that ends well, each step in the state that it needs: first nobody, somebody without rights and requests that
 * differ from it in one place try it, then who may.
 */
export class Walk {
  readonly #people = new Map<string, Walker>();
  #recordings = 0;

  constructor(
    readonly server: TestServer,
    private readonly document: Document,
    private readonly asking: Asking,
    private readonly ids: KnownIds,
    private readonly random: SeededRandom,
    /** Whether steps are altered before they are made as they should be. */
    private readonly alters: boolean,
  ) {}

  get today(): Day {
    return helsinkiDay(this.server.clock.now());
  }

  inDays(days: number): Day {
    return addDays(this.today, days);
  }

  get now(): string {
    return this.server.clock.now().toISOString();
  }

  /** Somebody new of a role, the same within the walk by `nth`; `none` has no grants. */
  async as(role: Role | 'none', nth = 0): Promise<Walker> {
    const key = `${role} ${nth}`;
    const known = this.#people.get(key);
    if (known) return known;
    const grants = DEMO_ACCOUNTS.find(account => account.grants.some(grant => grant.role === role))?.grants ?? [];
    // An agent of a walk hears whatever it delivers.
    const given = grants.map(grant => ({ ...grant, ...(role === 'agent' ? { ownCallsOnly: false } : {}) }));
    const { id, username } = await addPerson(this.server, { grants: role === 'none' ? [] : given });
    const walker = { ...(await this.signedIn(username)), id, role };
    this.#people.set(key, walker);
    return walker;
  }

  /** Signs somebody in; all come from one address, which what is fuzzed has throttled. */
  async signedIn(username: string): Promise<Omit<Walker, 'id'>> {
    await this.server.sql('delete from sign_in_throttle');
    const { token } = await this.server.as(username);
    return { name: username, token, role: 'none', isForeignPage: false };
  }

  /** For what is done past the steps. */
  client({ token }: Walker): Client {
    return new Client(this.server.url, token);
  }

  async machine(role: 'ingest' | 'scim' | 'metrics'): Promise<Walker> {
    const draft = { name: `walk-${role}-${this.random.between(0, 2 ** 30)}`, role, expiresOn: '2026-12-24' } as const;
    const { token } = await this.server.app.get(ServiceAccounts).create(draft, THE_SYSTEM);
    return { name: draft.name, token, role, id: '', isForeignPage: false };
  }

  /** A number that no other walk on this server has. */
  number(): number {
    return this.random.between(10_000, 2 ** 30);
  }

  nobody(): Walker {
    return { ...NOBODY, id: '' };
  }

  /** A call that ended just now, with a canary for a caller; past the ways that are walked. */
  async delivered(over: Record<string, unknown> = {}): Promise<{ id: string; contactId: string }> {
    this.#recordings += 1;
    const caller = { category: 'customer-staff', ...CALLER };
    const metadata = callMetadata(this.server.clock.now(), { caller, ...over });
    const audio = wav({ seconds: 1.5, seed: this.random.between(0, 2 ** 30) });
    const { status, body } = await this.server.ingest().deliver(metadata, audio);
    if (status !== 201) throw new StepRefused(`a call was answered ${status} ${String(body.code)}`);
    return { id: String(body.id), contactId: String(body.contactId) };
  }

  /** What waits to be sorted out, since nobody says that its caller was told; its id. */
  async waiting(): Promise<string> {
    const metadata = callMetadata(this.server.clock.now(), { notice: { played: false } });
    const { status, body } = await this.server.ingest().deliver(metadata, wav({ seconds: 0.2 }));
    if (status !== 202) throw new StepRefused(`a call that waits was answered ${status} ${String(body.code)}`);
    return String(body.quarantineId);
  }

  get(by: Walker, path: string, headers: Step['headers'] = []): Promise<Body> {
    return this.step(by, 'GET', path, { headers });
  }

  post(by: Walker, path: string, body: unknown = {}): Promise<Body> {
    return this.step(by, 'POST', path, { body });
  }

  put(by: Walker, path: string, body: unknown): Promise<Body> {
    return this.step(by, 'PUT', path, { body });
  }

  patch(by: Walker, path: string, body: unknown): Promise<Body> {
    return this.step(by, 'PATCH', path, { body });
  }

  delete(by: Walker, path: string, body?: unknown): Promise<Body> {
    return this.step(by, 'DELETE', path, body === undefined ? {} : { body });
  }

  /** @throws StepRefused where it is refused, unless one that was altered has been taken in its place */
  async step(by: Walker, method: string, path: string, step: Step = {}): Promise<Body> {
    return bodyOf(await this.answer(by, method, path, step));
  }

  /** The same, with what the answer says beside its body. */
  async answer(by: Walker, method: string, path: string, step: Step = {}): Promise<Answered> {
    const [operation, draft] = this.#draft(method, path, step);
    const exact = writeRequest(operation, draft, this.ids);
    if (operation.guarded) {
      await this.asking.askInVain(operation, exact, NOBODY);
      const stranger = await this.as('none', 99);
      if (by.id !== stranger.id)
        await this.asking.askInVain(operation, signed(exact, stranger.token, 'bearer'), stranger);
    }
    const taken = await this.#altered(operation, draft, by);
    const answer = await this.#exact(operation, signed(exact, by.token, 'bearer'), by);
    if (answer && answer.status < 400) return answer;
    if (taken) return taken;
    throw new StepRefused(`${operation.name}: ${answer ? refusalOf(answer) : 'no answer'}`);
  }

  /** Again where the machine had no time to write the log: the step is right all the same. */
  async #exact(operation: Operation, sent: Sent, by: Walker): Promise<Answered | null> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.asking.ask(operation, sent, by, true);
      if (!answer || !isLate(answer) || tries === MOST_TRIES) return answer;
    }
  }

  /** Requests that differ in one place, now and then; the answer of one that was taken all the same. */
  async #altered(operation: Operation, draft: Draft, by: Walker): Promise<Answered | null> {
    if (!this.alters || this.random.between(1, ALTERED_IN) > 1) return null;
    const drafts = fc.sample(nearTo(draft), { numRuns: ALTERED, seed: this.random.between(0, 2 ** 30) });
    for (const one of drafts) {
      const sent = signed(writeRequest(operation, one, this.ids), by.token, one.way);
      const answer = await this.asking.ask(operation, sent, by, false);
      if (answer && answer.status < 300 && operation.method !== 'GET') return answer;
    }
    return null;
  }

  #draft(method: string, path: string, { body, form, headers = [] }: Step): [Operation, Draft] {
    const target = /^\/(scim|api|healthz|readyz|metrics)/.test(path) ? path : `/api/v1${path}`;
    const [route = '', query = ''] = target.split('?');
    const [operation, params] = this.#operationAt(method, route);
    const draft: Draft = {
      ...{ kind: 'valid', sender: { as: 'entitled', nth: 0 }, way: 'bearer', path: params, headers },
      query: [...new URLSearchParams(query)],
      body:
        form ??
        (body === undefined ? { as: 'none' } : { as: 'json', value: body, type: 'application/json', spoil: null }),
    };
    return [operation, draft];
  }

  #operationAt(method: string, route: string): [Operation, Record<string, string>] {
    const found = this.document.operations
      .filter(one => one.method === method)
      .map(one => [one, paramsOf(one.path, route)] as const)
      .filter(([, params]) => params !== null)
      // what is written out comes before what stands for anything: `{id}.txt` before `{id}`
      .sort(([one, a], [other, b]) => countOf(a) - countOf(b) || other.path.length - one.path.length);
    const [[operation, params] = []] = found;
    if (!operation || !params) throw new StepRefused(`there is no ${method} ${route}`);
    return [operation, params];
  }
}

function countOf(params: Readonly<Record<string, string>> | null): number {
  return Object.keys(params ?? {}).length;
}

function paramsOf(path: string, route: string): Record<string, string> | null {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const pattern = path
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{\w+\}/g, path.includes('/tile/') ? '(.+)' : '([^/]+)');
  const match = new RegExp(`^${pattern}$`).exec(route);
  return match ? Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? '')])) : null;
}

function bodyOf({ type, body }: Answered): Body {
  return type.includes('json') && body.length > 0 ? (JSON.parse(body.toString()) as Body) : {};
}

/** The id that an answer gives to what was made. */
export function idOf(body: Body): string {
  return String(body.id);
}
