export { Access, type Permissions } from './access.js';
export { AccessGuard } from './access.guard.js';
export {
  AccessStanding,
  type GrantStanding,
  type PersonWithAccess,
  type ReviewStanding,
} from './standing/access-standing.js';
export { AccessModule } from './access.module.js';
export { AddFromCommandLine } from './people/add-from-command-line.js';
export { ConfirmFromCommandLine } from './people/confirm-from-command-line.js';
export { DeactivatePerson } from './people/deactivate-person.js';
export { AcknowledgeUndertaking } from './undertakings/acknowledge-undertaking.js';
export { CreateFirstAdministrator, type FirstAdministrator } from './grants/first-administrator.js';
export { CountLateReviews, type LateReviewCount } from './reports/count-late-reviews.js';
export { CreateGrant } from './grants/create-grant.js';
export { CurrentPermissions } from './current-permissions.js';
export { DirectoryGroup, DirectoryGroupMember } from './scim/directory-group.entity.js';
export { DirectoryUser } from './scim/directory-user.entity.js';
export { ChangeDuties, type ChangeOrigin, type EnteredChange, type WantedChange } from './duties/change-duties.js';
export { DutyBatch } from './duties/duty-batch.entity.js';
export { DutyChange } from './duties/duty-change.entity.js';
export { AccessReview, AccessReviewItem } from './reviews/access-review.entity.js';
export { CampaignMember, ReviewCampaign } from './campaigns/review-campaign.entity.js';
export { GrantSuspension } from './reviews/grant-suspension.entity.js';
export { Grant } from './grants/grant.entity.js';
export { GrantProposal } from './grants/grant-proposal.entity.js';
export { GrantTemplate } from './grants/grant-template.entity.js';
export { GrantTemplates } from './grants/grant-templates.js';
export { PeopleInRole } from './grants/people-in-role.js';
export { ProposeGrant, type ProposedGrant } from './grants/propose-grant.js';
export { ProposeRevocation, type ProposedRevocation } from './grants/propose-revocation.js';
export { WithdrawProposals } from './grants/withdraw-proposals.js';
export { GrantRoles } from './grants/grant-roles.js';
export { grantCovering, type RecordingUse } from './grants/grant-covering.js';
export { PURPOSES_OF_ROLE, ROLES, type Role } from './roles.js';
export { BLOCKABLE_PURPOSES, needsReference, PURPOSES, type BlockablePurpose, type Purpose } from './purposes.js';
export { reach, type Column, type Reach } from './reach.js';
export { works } from './policy-facts.js';
export {
  HOLD_KINDS,
  NO_EXCEPTION,
  REVEALABLE_FIELDS,
  type AppAbility,
  type HoldKind,
  type RecordingFacts,
  type RevealableField,
} from './subjects.js';
export { THE_COMMAND_LINE } from './people/the-command-line.js';
export { UndertakingAcknowledgement } from './undertakings/undertaking.entity.js';
export { UndertakingVersion } from './undertakings/undertaking-version.entity.js';
export { WaitingKinds, type WaitingQuery, type WaitsFor, type WhoAsks } from './tasks/waiting-kinds.js';
