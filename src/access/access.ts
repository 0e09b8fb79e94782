import { Injectable } from '@nestjs/common';
import { helsinkiDay, type Day } from '../kernel/calendar.js';
import { Clock } from '../kernel/clock.js';
import type { EntityManager } from '../platform/database/index.js';
import type { Requester } from '../platform/http/index.js';
import { PersonFactsReader } from './person-facts.js';
import type { PersonFacts } from './policy-facts.js';
import { rulesFor, rulesForService } from './rules.js';
import type { AppAbility } from './subjects.js';

/** What somebody may do now, and as whom: what use cases decide with. */
export interface Permissions {
  readonly ability: AppAbility;
  readonly person: PersonFacts | null;
  readonly today: Day;
}

/** Tells what a requester may do at this moment. */
@Injectable()
export class Access {
  readonly #built = new WeakMap<PersonFacts, Permissions>();
  readonly #machines = {
    ingest: rulesForService('ingest'),
    scim: rulesForService('scim'),
    metrics: rulesForService('metrics'),
  };

  constructor(
    private readonly facts: PersonFactsReader,
    private readonly clock: Clock,
  ) {}

  /** The permissions of `requester`, by grants as they stand at the request's session check. */
  async of(requester: Requester): Promise<Permissions> {
    const today = helsinkiDay(this.clock.now());
    if (requester.kind === 'service') {
      if (!requester.serviceRole) throw new TypeError('A service account without a role asks.');
      return { ability: this.#machines[requester.serviceRole], person: null, today };
    }
    return this.#forPerson(await this.facts.of(requester, today), today);
  }

  /**
   * The permissions as they stand now and not at the session check, for the end of what takes long; nothing where the person is deactivated or
   * the session has ended meanwhile. In a transaction they stay so until its end: a change of rights waits for it.
   */
  async again(em: EntityManager, requester: Requester): Promise<Permissions> {
    if (requester.kind === 'service') return this.of(requester);
    const [now] = await em.execute<{ epoch: number }[]>(EPOCH, [requester.id, requester.sessionId]);
    if (now) return this.of({ ...requester, accessEpoch: now.epoch });
    const today = helsinkiDay(this.clock.now());
    const person = await this.facts.of(requester, today);
    return this.#forPerson({ ...person, active: false }, today);
  }

  #forPerson(person: PersonFacts, today: Day): Permissions {
    const built = this.#built.get(person);
    if (built?.today === today) return built;
    const permissions = { ability: rulesFor(person, today), person, today };
    this.#built.set(person, permissions);
    return permissions;
  }
}

const EPOCH = `
  select access_epoch as epoch from staff
  where id = ?::uuid and status = 'active'
    and not exists (select from session where session.id = ?::uuid and session.ended_at is not null)
  for share of staff`;
