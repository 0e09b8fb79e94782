import { Access, CreateGrant } from '../../src/access/index.js';
import { newGrant } from '../../src/access/access.schemas.js';
import { ChangeDuties } from '../../src/access/duties/change-duties.js';
import { WithdrawDuties } from '../../src/access/duties/withdraw-duties.js';
import { RevokeGrant } from '../../src/access/grants/revoke-grant.js';
import { DeactivatePerson } from '../../src/access/people/deactivate-person.js';
import { DecideReview } from '../../src/access/reviews/decide-review.js';
import { OpenReview } from '../../src/access/reviews/open-review.js';
import { ReviewDaysJob } from '../../src/access/reviews/review-days.job.js';
import { works } from '../../src/access/policy-facts.js';
import { actorOf, THE_SYSTEM, type Actor } from '../../src/audit/index.js';
import { startOfDay, type Day } from '../../src/kernel/calendar.js';
import { DomainError } from '../../src/kernel/errors.js';
import { newId, NOBODY } from '../../src/kernel/ids.js';
import { Database, type EntityManager } from '../../src/platform/database/index.js';
import type { Requester } from '../../src/platform/http/index.js';
import type { TestServer } from '../support/server.js';
import { addPerson } from '../support/people.js';
import type { Decider, ModelDuties } from './model.js';

/** What was found of a review in the database. */
export interface FoundReview {
  readonly id: string;
  readonly kind: string;
  readonly suspend_on: string;
  readonly revoke_on: string;
  readonly outcome: string | null;
  readonly duty_change_id: string | null;
  readonly decisions: readonly (string | null)[];
}

/** The server as the sequences use it: its use cases on a real database, without HTTP between. */
export class Real {
  #staffId = '';

  private constructor(
    readonly server: TestServer,
    private readonly managerId: string,
    private readonly administratorId: string,
  ) {}

  /** Adds the two people who decide; their own grants are never due for anything. */
  static async on(server: TestServer): Promise<Real> {
    const manager = await addPerson(server, { grants: [{ role: 'team-lead', purposes: [] }] });
    await server.sql(`update access_grant set created_at = '9000-01-01', until_on = '9999-12-31'`);
    return new Real(server, manager.id, server.ids.get('yrjo.yllapito') ?? '');
  }

  get clock() {
    return this.server.clock;
  }

  /** A new person at the beginning of `day`; what was of the one before is gone, so that the database stays small. */
  async begin(day: Day): Promise<void> {
    this.clock.moveTo(startOfDay(day));
    const before = this.#staffId || NOBODY;
    this.#staffId = newId(this.clock.now());
    // One round trip: plain statements may go together.
    await this.server.sql([...forget(before), newPerson(this.#staffId, this.managerId, this.clock.now())].join(';'));
  }

  async give(by: Decider, grant: { fromOn: Day; untilOn: Day; ownCallsOnly: boolean }): Promise<string> {
    const wanted = newGrant.parse({ role: 'agent', purposes: ['service-development'], reason: 'Testi', ...grant });
    return outcomeOf('given', () =>
      this.#inTransaction(em => this.#get(CreateGrant).give(em, this.#staffId, wanted, this.#actor(by))),
    );
  }

  /** Returns the id of the review that it opened; undefined where nothing was new. */
  async change(
    wanted: Partial<ModelDuties>,
    effectiveOn: Day,
    firstTimeFields: readonly (keyof ModelDuties)[] | null,
  ): Promise<string | null | undefined> {
    const { managerId, ...duties } = wanted;
    const manager = managerId === undefined ? {} : { managerId: this.#managerOf(managerId) };
    const origin =
      firstTimeFields === null
        ? ({ kind: 'entered' } as const)
        : ({ kind: 'directory', firstTimeFields: [...firstTimeFields] } as const);
    const asked = { staffId: this.#staffId, ...duties, ...manager, effectiveOn, reason: 'Testi' };
    const entered = await this.#inTransaction(em =>
      this.#get(ChangeDuties).execute(em, asked, origin, this.#actor('administrator')),
    );
    return entered === null ? undefined : entered.reviewId;
  }

  async withdraw(place: number): Promise<string> {
    const [change] = await this.server.sql<{ id: string }>(
      'select id from duty_change where staff_id = $1 order by id offset $2 limit 1',
      [this.#staffId, place],
    );
    const administrator = this.#requester(this.administratorId);
    const permissions = await this.#get(Access).of(await this.#asking('administrator'));
    return outcomeOf('withdrawn', () =>
      this.#get(WithdrawDuties).execute(change?.id ?? '', 'Testi', administrator, permissions),
    );
  }

  async decide(
    place: number,
    grantPlace: number,
    decision: 'keep' | 'narrow' | 'revoke',
    by: Decider,
  ): Promise<string> {
    const review = (await this.reviews())[place];
    const grant = (await this.#grants())[grantPlace];
    if (!review || !grant) throw new Error('The model knows of a review or grant that is not there.');
    const left = { queues: 'all', units: 'all', ownCallsOnly: true, purposes: ['service-development'] } as const;
    const narrowed = { ...left, purposes: [...left.purposes], untilOn: grant.until_on };
    const wanted = { grantId: grant.id, decision, reason: 'Testi', ...(decision === 'narrow' ? { narrowed } : {}) };
    const requester = await this.#asking(by);
    const permissions = await this.#get(Access).of(requester);
    return outcomeOf('decided', () => this.#get(DecideReview).execute(review.id, [wanted], requester, permissions));
  }

  async revoke(place: number): Promise<void> {
    const grant = (await this.#grants())[place];
    await this.#inTransaction(em =>
      this.#get(RevokeGrant).take(em, grant?.id ?? '', 'Testi', this.#actor('administrator')),
    );
  }

  recover(): Promise<string | null> {
    const wanted = { staffId: this.#staffId, kind: 'recovery', actor: THE_SYSTEM } as const;
    return this.#inTransaction(em => this.#get(OpenReview).execute(em, wanted));
  }

  async deactivate(): Promise<void> {
    await this.#inTransaction(em =>
      this.#get(DeactivatePerson).within(em, this.#staffId, 'Testi', this.#actor('administrator')),
    );
  }

  async runJob(): Promise<void> {
    await this.#get(ReviewDaysJob).execute();
  }

  /** Places, in the order of their making, of the grants that work at a request made now. */
  async working(): Promise<number[]> {
    const rows = await this.server.sql<{ id: string | null; status: string; access_epoch: number }>(GRANTS_NOW, [
      this.#staffId,
    ]);
    if (rows[0]?.status !== 'active') return [];
    const requester = { ...this.#requester(this.#staffId), accessEpoch: rows[0].access_epoch };
    const { person, today } = await this.#get(Access).of(requester);
    const working = person?.grants.filter(grant => works(grant, today)).map(({ id }) => id) ?? [];
    return rows.flatMap(({ id }, place) => (id !== null && working.includes(id) ? [place] : []));
  }

  /** In the order of their opening; decisions in the order of their grants' making. */
  reviews(): Promise<FoundReview[]> {
    return this.server.sql<FoundReview>(REVIEWS, [this.#staffId]);
  }

  async duties(): Promise<ModelDuties> {
    const [row] = await this.server.sql<{ unit: string; title: string; queue: string; manager_id: string | null }>(
      'select unit, title, queue, manager_id from staff where id = $1',
      [this.#staffId],
    );
    const manager = row?.manager_id ?? null;
    const managerId = manager === this.managerId ? 'manager' : manager === null ? null : 'other';
    return { unit: row?.unit ?? '', title: row?.title ?? '', queue: row?.queue ?? '', managerId };
  }

  #grants(): Promise<{ id: string; until_on: string }[]> {
    return this.server.sql('select id, until_on from access_grant where staff_id = $1 order by id', [this.#staffId]);
  }

  /** With the epoch of now, as a session check finds it. */
  async #asking(who: Decider): Promise<Requester> {
    const id = this.#idOf(who);
    const [row] = await this.server.sql<{ access_epoch: number }>('select access_epoch from staff where id = $1', [id]);
    return { ...this.#requester(id), accessEpoch: row?.access_epoch ?? 0 };
  }

  #requester(id: string): Requester {
    return { kind: 'staff', id, sessionId: null, accessEpoch: 0, address: '127.0.0.1' };
  }

  #actor(who: Decider): Actor {
    return actorOf(this.#requester(this.#idOf(who)));
  }

  #idOf(who: Decider): string {
    return who === 'manager' ? this.managerId : who === 'administrator' ? this.administratorId : this.#staffId;
  }

  /** Whoever else is a manager holds no grant for long enough: an administrator decides. */
  #managerOf(name: string | null): string | null {
    return name === 'manager' ? this.managerId : name === null ? null : this.#withoutGrants;
  }

  #withoutGrants = '';

  /** Somebody active without any grant. */
  async addManagerWithoutGrants(): Promise<this> {
    this.#withoutGrants = (await addPerson(this.server)).id;
    return this;
  }

  #inTransaction<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    return this.#get(Database).transaction(work);
  }

  #get<T>(type: abstract new (...parameters: never[]) => T): T {
    return this.server.app.get<T>(type);
  }
}

async function outcomeOf(well: string, act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
    return well;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

function forget(staffId: string): string[] {
  return [
    `delete from access_review_item where review_id in (select id from access_review where staff_id = '${staffId}')`,
    `delete from grant_suspension where grant_id in (select id from access_grant where staff_id = '${staffId}')`,
    ...['access_review', 'duty_change', 'access_grant'].map(
      table => `delete from ${table} where staff_id = '${staffId}'`,
    ),
    `delete from staff where id = '${staffId}'`,
  ];
}

function newPerson(id: string, managerId: string, at: Date): string {
  return `insert into staff (id, username, display_name, unit, title, queue, manager_id, created_at)
    values ('${id}', 's.${id}', 'Testi', 'A', 'A', 'A', '${managerId}', '${at.toISOString()}')`;
}

const GRANTS_NOW = `
  select g.id, s.status, s.access_epoch from staff s left join access_grant g on g.staff_id = s.id
  where s.id = $1 order by g.id`;

const REVIEWS = `
  select r.id, r.kind, r.suspend_on, r.revoke_on, r.outcome, r.duty_change_id,
         (select json_agg(i.decision order by i.grant_id) from access_review_item i where i.review_id = r.id) as decisions
  from access_review r where r.staff_id = $1 order by r.id`;
