import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import { CreateStaff, DirectoryStaff, normaliseUsername, StaffDuties, type Duties } from '../../identity/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { ChangeDuties } from '../duties/change-duties.js';
import type { DutyField } from '../duties/duty-change.entity.js';
import { DirectoryUser } from './directory-user.entity.js';
import { displayNameOf, dutiesOf, emailOf, type SaidDuty } from './said-changes.js';
import type { SaidOfUser } from './said-of-user.js';

const REASON = 'SCIM';

const FIELD_OF: Readonly<Record<SaidDuty, DutyField>> = {
  unit: 'unit',
  title: 'title',
  queue: 'queue',
  manager: 'managerId',
};

/** The house follows what a directory says of a person: duties with a review where one is needed, names as they are. */
@Injectable()
export class FollowSaid {
  constructor(
    private readonly createStaff: CreateStaff,
    private readonly staff: DirectoryStaff,
    private readonly duties: StaffDuties,
    private readonly changeDuties: ChangeDuties,
  ) {}

  /** Names a new person, which gives neither a password nor a right. Returns the id. @throws DomainError `staff-exists` */
  async name(em: EntityManager, said: SaidOfUser, username: string, actor: Actor): Promise<string> {
    const { unit, title } = dutiesOf(said);
    const email = emailOf(said);
    const person = { username, displayName: displayNameOf(said), unit, title, ...(email === null ? {} : { email }) };
    return (await this.createStaff.execute(em, person, actor)).id;
  }

  /**
   * New values of `fields`; those that the directory gives for the first time open no review. In the caller's transaction,
   * which holds no person's row yet. Who is not active has no duties.
   */
  async change(
    em: EntityManager,
    user: DirectoryUser,
    said: SaidOfUser,
    fields: readonly SaidDuty[],
    actor: Actor,
  ): Promise<void> {
    if (fields.length === 0 || !(await this.staff.one(em, user.staffId)).active) return;
    const wanted = await this.#wanted(em, user, said, fields);
    const firstTimeFields = fields.filter(field => !user.saidFields.includes(field)).map(field => FIELD_OF[field]);
    const change = { ...wanted, staffId: user.staffId, reason: REASON };
    await this.changeDuties.execute(em, change, { kind: 'directory', firstTimeFields }, actor);
  }

  /** Sets what is said of somebody who has no rights that could have to be examined: a new person, or one who returns. */
  async begin(em: EntityManager, user: DirectoryUser, said: SaidOfUser, fields: readonly SaidDuty[]): Promise<void> {
    if (fields.length > 0) await this.duties.change(em, user.staffId, await this.#wanted(em, user, said, fields));
  }

  /**
   * Names the person as it is said.
   * @throws DomainError `staff-exists` when the user name is another's
   */
  async correct(em: EntityManager, staffId: string, said: SaidOfUser, actor: Actor): Promise<void> {
    const username = normaliseUsername(said.userName);
    const correction = { username, displayName: displayNameOf(said), email: emailOf(said) };
    await this.staff.correct(em, staffId, correction, actor);
  }

  async #wanted(
    em: EntityManager,
    user: DirectoryUser,
    said: SaidOfUser,
    fields: readonly SaidDuty[],
  ): Promise<Partial<Duties>> {
    const { manager, ...duties } = dutiesOf(said);
    const named = fields.filter(field => field !== 'manager').map(field => [field, duties[field]] as const);
    const wanted: Partial<Duties> = Object.fromEntries(named);
    return fields.includes('manager') ? { ...wanted, managerId: await this.#managerOf(em, user, manager) } : wanted;
  }

  /** Another active person whom the same directory keeps; anybody else is no manager, and stops nothing. */
  async #managerOf(
    em: EntityManager,
    { staffId, clientId }: DirectoryUser,
    said: string | null,
  ): Promise<string | null> {
    const id = said?.toLowerCase() ?? '';
    if (!UUID.test(id) || id === staffId) return null;
    if (!(await em.findOne(DirectoryUser, { staffId: id, clientId, removedAt: null }))) return null;
    return (await this.staff.one(em, id)).active ? id : null;
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
