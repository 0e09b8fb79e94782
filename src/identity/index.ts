export type { AuthenticatedRequester } from './authenticated-requester.js';
export { AuthenticationGuard } from './authentication.guard.js';
export { CheckEnrolment } from './enrolment/check-enrolment.js';
export { CompleteEnrolment } from './enrolment/complete-enrolment.js';
export { ConfirmEnrolment, type ConfirmedEnrolment, type MayConfirm } from './enrolment/confirm-enrolment.js';
export { CreateStaff } from './staff/create-staff.js';
export { Credential } from './passwords/credential.entity.js';
export { DeactivateStaff } from './staff/deactivate-staff.js';
export { DirectoryStaff, type KeptPerson } from './staff/directory-staff.js';
export { EndExpiredSessions } from './sessions/end-expired-sessions.job.js';
export type { EndingOptions } from './sessions/end-sessions.js';
export { EnrolStaff, type EnrolmentToken } from './enrolment/enrol-staff.js';
export {
  enrolledView,
  enrolmentCompletion,
  type EnrolledView,
  type EnrolmentCompletion,
} from './enrolment/enrolment.schemas.js';
export { Enrolment } from './enrolment/enrolment.entity.js';
export { ExternalIdentity } from './openid/external-identity.entity.js';
export { SeenIdentity } from './openid/seen-identity.entity.js';
export { OpenIdProvider } from './openid/openid-provider.js';
export { OpenIdTransaction } from './openid/openid-transaction.entity.js';
export { IdentityModule } from './identity.module.js';
export { ListEnrolments } from './enrolment/list-enrolments.js';
export { ReactivateStaff } from './staff/reactivate-staff.js';
export { ServiceAccount } from './service-accounts/service-account.entity.js';
export { ServiceAccounts, type NewServiceAccount } from './service-accounts/service-accounts.js';
export { ServiceToken } from './service-accounts/service-token.entity.js';
export { machineTokenOf } from './service-accounts/service-token.js';
export { Session, type SessionEnding } from './sessions/session.entity.js';
export { AdmitPerson, type Admission } from './sign-in/admit-person.js';
export { Passkey } from './second-factor/passkey.entity.js';
export { RecoveryCode } from './second-factor/recovery-code.entity.js';
export { SecondFactor } from './second-factor/second-factor.js';
export { SecondFactorChallenge } from './second-factor/second-factor-challenge.entity.js';
export { SessionCheck } from './sessions/session-check.js';
export { OpenLacking, SESSION_LACKS, type SessionLack } from './sessions/session-lack.js';
export { StartSession, type SessionBeginning, type SignedIn } from './sessions/start-session.js';
export { SignInThrottle } from './sign-in/sign-in-throttle.entity.js';
export { newToken } from './opaque-token.js';
export { SignInAttempts } from './sign-in/sign-in-attempts.js';
export { notSecondPerson, notOneself } from './refusals.js';
export { normaliseUsername } from './staff/username.js';
export { Staff } from './staff/staff.entity.js';
export { StaffDirectory, type AgentKey, type NamedPerson } from './staff/staff-directory.js';
export { StaffDuties, type Duties } from './staff/staff-duties.js';
export { newStaff, type NewStaff } from './staff/staff.schemas.js';
export { assertStillEntitled, hasEnded, stillEntitled, stillSignedIn } from './sessions/still-entitled.js';
export { OpenStreams } from './open-streams/open-streams.js';
export type { ComingEnd } from './sessions/living-sessions.js';
export type { OpenStream, StopReason, StreamJudge, StreamNow } from './open-streams/open-stream.js';
export { Unattended } from './sessions/unattended.js';
