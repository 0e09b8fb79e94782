import { Module } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuditModule } from '../audit/index.js';
import { Config } from '../platform/config/index.js';
import { AccessTokenStrategy } from './sessions/access-token.strategy.js';
import { AccessTokens } from './sessions/access-tokens.js';
import { AdmitPerson } from './sign-in/admit-person.js';
import { AuthenticateService } from './service-accounts/authenticate-service.js';
import { AuthenticationStrategies } from './authentication-strategies.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { ChangeStaff } from './staff/change-staff.js';
import { CheckEnrolment } from './enrolment/check-enrolment.js';
import { ChangePassword } from './passwords/change-password.js';
import { CompleteEnrolment } from './enrolment/complete-enrolment.js';
import { CompleteSignIn } from './sign-in/complete-sign-in.js';
import { ConfirmEnrolment } from './enrolment/confirm-enrolment.js';
import { CreateStaff } from './staff/create-staff.js';
import { DeactivateStaff } from './staff/deactivate-staff.js';
import { DirectoryStaff } from './staff/directory-staff.js';
import { EndExpiredSessions } from './sessions/end-expired-sessions.job.js';
import { EndSessions } from './sessions/end-sessions.js';
import { EnrolStaff } from './enrolment/enrol-staff.js';
import { EnrolmentsController } from './enrolment/enrolments.controller.js';
import { FactorAttempts } from './second-factor/factor-attempts.js';
import { ForgetWaysIn } from './staff/forget-ways-in.js';
import { ForgetOldSignIns } from './sign-in/forget-old-sign-ins.job.js';
import { ListEnrolments } from './enrolment/list-enrolments.js';
import { LivingSessions } from './sessions/living-sessions.js';
import { LookAtStreams } from './open-streams/look-at-streams.job.js';
import { OpenStreams } from './open-streams/open-streams.js';
import { ListStaff } from './staff/list-staff.js';
import { OwnPasskeys } from './second-factor/own-passkeys.js';
import { OwnRecoveryCodes } from './second-factor/own-recovery-codes.js';
import { OwnSessions } from './sessions/own-sessions.js';
import { PasskeysController } from './second-factor/passkeys.controller.js';
import { PasswordController } from './passwords/password.controller.js';
import { RecoveryCodesController } from './second-factor/recovery-codes.controller.js';
import { RegisterPasskey } from './second-factor/register-passkey.js';
import { ReactivateStaff } from './staff/reactivate-staff.js';
import { ReplayIdentity } from './replay-identity.js';
import { ReplaySecondFactor } from './second-factor/replay-second-factor.js';
import { ReplayServiceAccounts } from './service-accounts/replay-service-accounts.js';
import { RenewSession } from './sessions/renew-session.js';
import { SecondFactor } from './second-factor/second-factor.js';
import { SecondFactorCheck } from './second-factor/second-factor-check.js';
import { ServiceAccounts } from './service-accounts/service-accounts.js';
import { ServiceAccountsController } from './service-accounts/service-accounts.controller.js';
import { ServiceTokenStrategy } from './service-accounts/service-token.strategy.js';
import { SessionCheck } from './sessions/session-check.js';
import { SessionCookies } from './sessions/session-cookies.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SignIn } from './sign-in/sign-in.js';
import { SignInAttempts } from './sign-in/sign-in-attempts.js';
import { StaffSessions } from './sessions/staff-sessions.js';
import { StaffSessionsController } from './sessions/staff-sessions.controller.js';
import { StaffController } from './staff/staff.controller.js';
import { StaffDuties } from './staff/staff-duties.js';
import { StaffDirectory } from './staff/staff-directory.js';
import { StepUp } from './second-factor/step-up.js';
import { StepUpController } from './second-factor/step-up.controller.js';
import { StartSession } from './sessions/start-session.js';
import { AuthenticateBearer } from './openid/authenticate-bearer.js';
import { BearerRefusals } from './openid/bearer-refusals.js';
import { BearerSessions } from './openid/bearer-sessions.js';
import { BeginOpenIdSignIn } from './openid/begin-openid-sign-in.js';
import { CompleteOpenIdSignIn } from './openid/complete-openid-sign-in.js';
import { ConfirmExternalIdentity } from './openid/confirm-external-identity.js';
import { ForgetOpenIdLeftovers } from './openid/forget-openid-leftovers.job.js';
import { ListExternalIdentities } from './openid/list-external-identities.js';
import { NoteSeenIdentity } from './openid/note-seen-identity.js';
import { OpenIdCookie } from './openid/openid-cookie.js';
import { OpenIdProvider } from './openid/openid-provider.js';
import { OpenIdTransactions } from './openid/openid-transactions.js';
import { ProposeExternalIdentity } from './openid/propose-external-identity.js';
import { ProviderKeys } from './openid/provider-keys.js';
import { ProviderTokens } from './openid/provider-tokens.js';
import { ProviderTokenStrategy } from './openid/provider-token.strategy.js';
import { RemoveExternalIdentities } from './openid/remove-external-identities.js';
import { ReplayOpenId } from './openid/replay-openid.js';
import { ResumeOpenIdSignIn } from './openid/resume-openid-sign-in.js';
import { StartLinkedSession } from './openid/start-linked-session.js';
import { ExternalIdentitiesController } from './openid/external-identities.controller.js';
import { OpenIdController } from './openid/openid.controller.js';
import { TokenKeys } from './token-keys.js';
import { VoidEnrolments } from './enrolment/void-enrolments.js';

/** The organisation's identity provider. */
const OPENID = [
  AuthenticateBearer,
  BearerRefusals,
  BearerSessions,
  BeginOpenIdSignIn,
  CompleteOpenIdSignIn,
  ConfirmExternalIdentity,
  ForgetOpenIdLeftovers,
  ListExternalIdentities,
  NoteSeenIdentity,
  OpenIdCookie,
  OpenIdProvider,
  OpenIdTransactions,
  ProposeExternalIdentity,
  ProviderKeys,
  ProviderTokens,
  ProviderTokenStrategy,
  RemoveExternalIdentities,
  ReplayOpenId,
  ResumeOpenIdSignIn,
  StartLinkedSession,
];

const tokenKeys = { provide: TokenKeys, inject: [Config], useFactory: (config: Config) => TokenKeys.load(config) };

const jwtService = {
  provide: JwtService,
  inject: [TokenKeys],
  useFactory: (keys: TokenKeys) => new JwtService({ secret: keys.accessToken }),
};

@Module({
  imports: [AuditModule],
  controllers: [
    SessionsController,
    PasswordController,
    PasskeysController,
    RecoveryCodesController,
    StepUpController,
    StaffController,
    StaffSessionsController,
    EnrolmentsController,
    ServiceAccountsController,
    OpenIdController,
    ExternalIdentitiesController,
  ],
  providers: [
    ...OPENID,
    tokenKeys,
    jwtService,
    AccessTokens,
    AccessTokenStrategy,
    AdmitPerson,
    AuthenticateService,
    AuthenticationGuard,
    AuthenticationStrategies,
    ChangePassword,
    CompleteSignIn,
    ChangeStaff,
    CheckEnrolment,
    CompleteEnrolment,
    ConfirmEnrolment,
    CreateStaff,
    DeactivateStaff,
    DirectoryStaff,
    EndExpiredSessions,
    EndSessions,
    EnrolStaff,
    FactorAttempts,
    ForgetOldSignIns,
    ForgetWaysIn,
    ListEnrolments,
    ListStaff,
    LivingSessions,
    LookAtStreams,
    OpenStreams,
    OwnPasskeys,
    OwnRecoveryCodes,
    OwnSessions,
    ReactivateStaff,
    RegisterPasskey,
    RenewSession,
    ReplayIdentity,
    ReplaySecondFactor,
    ReplayServiceAccounts,
    SecondFactor,
    SecondFactorCheck,
    ServiceAccounts,
    ServiceTokenStrategy,
    SessionCheck,
    SessionCookies,
    SignIn,
    SignInAttempts,
    StaffDirectory,
    StaffDuties,
    StaffSessions,
    StartSession,
    StepUp,
    VoidEnrolments,
  ],
  exports: [
    OpenIdProvider,
    StartSession,
    SecondFactor,
    AdmitPerson,
    AuthenticationGuard,
    CheckEnrolment,
    CompleteEnrolment,
    ConfirmEnrolment,
    CreateStaff,
    DeactivateStaff,
    DirectoryStaff,
    EndExpiredSessions,
    EnrolStaff,
    OpenStreams,
    ListEnrolments,
    ReactivateStaff,
    ServiceAccounts,
    SessionCheck,
    SignInAttempts,
    StaffDirectory,
    StaffDuties,
  ],
})
export class IdentityModule {}
