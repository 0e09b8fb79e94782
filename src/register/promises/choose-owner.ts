import { Injectable } from '@nestjs/common';
import { PeopleInRole } from '../../access/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { PromiseIncident } from './promise-incident.entity.js';
import { promiseOf, type PromiseName } from './promises.js';

/** The roles whose people answer for what the register promises. */
const ANSWERING = ['rights-officer', 'administrator'] as const;

/** Who answers for what the register promises: people at work in a role that may say what was done. */
@Injectable()
export class ChooseOwner {
  constructor(
    private readonly people: PeopleInRole,
    private readonly staff: StaffDirectory,
  ) {}

  /** Of those in the promise's role, or of the administrators, the one with the fewest open incidents; nobody where there is no one. */
  async for(em: EntityManager, promise: PromiseName): Promise<string> {
    for (const role of [promiseOf(promise).answers, 'administrator'] as const) {
      const [first] = await this.#byLoad(em, await this.people.today(role));
      if (first !== undefined) return first;
    }
    return NOBODY;
  }

  async isOne(staffId: string): Promise<boolean> {
    return (await this.#all()).has(staffId);
  }

  /** Those who may be chosen, by name. */
  async list(): Promise<{ readonly id: string; readonly name: string }[]> {
    const names = await this.staff.names([...(await this.#all())]);
    return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'fi'));
  }

  async #all(): Promise<ReadonlySet<string>> {
    const roles = await Promise.all(ANSWERING.map(role => this.people.today(role)));
    return new Set(roles.flatMap(ids => [...ids]));
  }

  async #byLoad(em: EntityManager, ids: ReadonlySet<string>): Promise<string[]> {
    const open = await em.find(PromiseIncident, { ownerId: { $in: [...ids] }, settledAt: null });
    const loadOf = (id: string) => open.filter(({ ownerId }) => ownerId === id).length;
    return [...ids].sort((a, b) => loadOf(a) - loadOf(b) || (a < b ? -1 : 1));
  }
}
