import type { Provider, Type } from '@nestjs/common';
import { CarryOutProposal } from './carry-out-proposal.js';
import { ChangeTemplate } from './change-template.js';
import { CreateGrant } from './create-grant.js';
import { DecideProposal } from './decide-proposal.js';
import { CreateFirstAdministrator } from './first-administrator.js';
import { GrantByTwo } from './grant-by-two.js';
import { GrantProposalsController } from './grant-proposals.controller.js';
import { GrantRoles } from './grant-roles.js';
import { GrantTemplates } from './grant-templates.js';
import { GrantTemplatesController } from './grant-templates.controller.js';
import { GrantsController } from './grants.controller.js';
import { PeopleInRole } from './people-in-role.js';
import { ProposeAgainstGrant } from './propose-against-grant.js';
import { ProposeGrant } from './propose-grant.js';
import { ProposeRevocation } from './propose-revocation.js';
import { ReadProposals } from './read-proposals.js';
import { ReplayProposals } from './replay-proposals.js';
import { RevokeGrant } from './revoke-grant.js';
import { SecondPersonRoles } from './second-person-roles.js';
import { WithdrawProposals } from './withdraw-proposals.js';

/** What the access module provides of grants, and their routes. */
export const GRANT_PROVIDERS: Provider[] = [
  ...[CreateGrant, RevokeGrant, CreateFirstAdministrator, GrantByTwo, SecondPersonRoles, PeopleInRole],
  ...[ProposeGrant, ProposeRevocation, ProposeAgainstGrant, ReadProposals],
  ...[DecideProposal, CarryOutProposal, WithdrawProposals, ReplayProposals],
  ...[GrantRoles, GrantTemplates, ChangeTemplate],
];

export const GRANT_CONTROLLERS: Type[] = [GrantsController, GrantProposalsController, GrantTemplatesController];
