import { Injectable } from '@nestjs/common';
import { Config, WrongSetting } from '../../platform/config/index.js';
import { ROLES, type Role } from '../roles.js';

/** Whatever the setting says: who gives rights, who reads the log, and who sees what is restricted, come by two. */
const ALWAYS: readonly Role[] = ['administrator', 'auditor', 'rights-officer'];

/** The roles that one administrator proposes and another gives (`TALLENNE_SECOND_PERSON_ROLES`). */
@Injectable()
export class SecondPersonRoles {
  readonly #roles: ReadonlySet<Role>;

  /** @throws WrongSetting for a name that is no role */
  constructor({ secondPersonRoles }: Config) {
    this.#roles = rolesByTwo(secondPersonRoles);
  }

  /** Whether a grant to `role` needs a second administrator. */
  need(role: Role): boolean {
    return this.#roles.has(role);
  }
}

/**
 * The roles that two people give.
 * @param named what the setting names; null for every role but the agent's
 * @throws WrongSetting for a name that is no role
 */
export function rolesByTwo(named: readonly string[] | null): ReadonlySet<Role> {
  if (named === null) return new Set(ROLES.filter(role => role !== 'agent'));
  return new Set([...ALWAYS, ...named.map(roleNamed)]);
}

function roleNamed(name: string): Role {
  const role = ROLES.find(known => known === name);
  if (role) return role;
  throw new WrongSetting(`TALLENNE_SECOND_PERSON_ROLES: knows the roles ${ROLES.join(', ')}`);
}
