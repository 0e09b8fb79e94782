import { Injectable } from '@nestjs/common';
import { PeopleInRole } from '../../access/index.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { People } from './people.schemas.js';

/** Names the people that a triage can choose among. A rights officer sees no more of the staff than name and unit. */
@Injectable()
export class ReadPeople {
  constructor(
    private readonly inRole: PeopleInRole,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
  ) {}

  async execute(requester: Requester): Promise<People> {
    const facts = { which: 'people' };
    await this.trail.recordAlone({ action: 'rights-requests.listed', actor: actorOf(requester), facts });
    const [officers, staff] = [await this.inRole.today('rights-officer'), await this.staff.everybody()];
    return {
      officers: staff.filter(({ id }) => officers.has(id)).map(({ id, displayName }) => ({ id, displayName })),
      staff: [...staff],
    };
  }
}
