import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { Access } from './access.js';
import { AccessGuard } from './access.guard.js';
import { AcknowledgeUndertaking } from './undertakings/acknowledge-undertaking.js';
import { CAMPAIGN_CONTROLLERS, CAMPAIGN_PROVIDERS } from './campaigns/campaign-providers.js';
import { ChangesController } from './changes/changes.controller.js';
import { CheckDeclaredActions } from './check-declared-actions.js';
import { CreateFirstAdministrator } from './grants/first-administrator.js';
import { CreateGrant } from './grants/create-grant.js';
import { GrantRoles } from './grants/grant-roles.js';
import { GRANT_CONTROLLERS, GRANT_PROVIDERS } from './grants/grant-providers.js';
import { DUTY_CONTROLLERS, DUTY_PROVIDERS } from './duties/duty-providers.js';
import { MeController } from './me.controller.js';
import { PEOPLE_CONTROLLERS, PEOPLE_PROVIDERS } from './people/people-providers.js';
import { AddFromCommandLine } from './people/add-from-command-line.js';
import { ConfirmFromCommandLine } from './people/confirm-from-command-line.js';
import { DeactivatePerson } from './people/deactivate-person.js';
import { OVERVIEW_CONTROLLERS, OVERVIEW_PROVIDERS } from './tasks/overview-providers.js';
import { AccessStanding } from './standing/access-standing.js';
import { CountLateReviews } from './reports/count-late-reviews.js';
import { PersonFactsReader } from './person-facts.js';
import { REVIEW_CONTROLLERS, REVIEW_PROVIDERS } from './reviews/review-providers.js';
import { ReplayAccess } from './replay-access.js';
import { PeopleInRole } from './grants/people-in-role.js';
import { ProposeGrant } from './grants/propose-grant.js';
import { ProposeRevocation } from './grants/propose-revocation.js';
import { SCIM_CONTROLLERS, SCIM_PROVIDERS } from './scim/scim-providers.js';
import { waitsInReviews } from './tasks/waits-in-reviews.js';
import { WaitingKinds } from './tasks/waiting-kinds.js';
import { TellChanges } from './changes/tell-changes.js';
import { UNDERTAKING_CONTROLLERS, UNDERTAKING_PROVIDERS } from './undertakings/undertaking-providers.js';
import { WithdrawProposals } from './grants/withdraw-proposals.js';

@Module({
  imports: [AuditModule, DiscoveryModule, IdentityModule],
  controllers: [
    ...GRANT_CONTROLLERS,
    ...DUTY_CONTROLLERS,
    ...REVIEW_CONTROLLERS,
    ...CAMPAIGN_CONTROLLERS,
    ...UNDERTAKING_CONTROLLERS,
    ...OVERVIEW_CONTROLLERS,
    ChangesController,
    MeController,
    ...PEOPLE_CONTROLLERS,
    ...SCIM_CONTROLLERS,
  ],
  providers: [
    Access,
    AccessGuard,
    ...UNDERTAKING_PROVIDERS,
    ...OVERVIEW_PROVIDERS,
    CheckDeclaredActions,
    ...GRANT_PROVIDERS,
    ...DUTY_PROVIDERS,
    ...REVIEW_PROVIDERS,
    ...CAMPAIGN_PROVIDERS,
    ...PEOPLE_PROVIDERS,
    ...SCIM_PROVIDERS,
    AccessStanding,
    CountLateReviews,
    PersonFactsReader,
    ReplayAccess,
    TellChanges,
  ],
  exports: [
    Access,
    AccessGuard,
    AccessStanding,
    AcknowledgeUndertaking,
    CountLateReviews,
    CreateFirstAdministrator,
    CreateGrant,
    GrantRoles,
    PeopleInRole,
    ProposeGrant,
    ProposeRevocation,
    WithdrawProposals,
    AddFromCommandLine,
    ConfirmFromCommandLine,
    DeactivatePerson,
    WaitingKinds,
  ],
})
export class AccessModule {
  constructor(waiting: WaitingKinds) {
    waitsInReviews(waiting);
  }
}
