import { Module } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuditModule } from '../audit/index.js';
import { Config } from '../platform/config/index.js';
import { AccessTokenStrategy } from './sessions/access-token.strategy.js';
import { AccessTokens } from './sessions/access-tokens.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { ChangePassword } from './passwords/change-password.js';
import { CompleteEnrolment } from './enrolment/complete-enrolment.js';
import { CreateStaff } from './staff/create-staff.js';
import { DeactivateStaff } from './staff/deactivate-staff.js';
import { EndExpiredSessions } from './sessions/end-expired-sessions.job.js';
import { EndSessions } from './sessions/end-sessions.js';
import { EnrolStaff } from './enrolment/enrol-staff.js';
import { EnrolmentsController } from './enrolment/enrolments.controller.js';
import { ForgetOldSignIns } from './sign-in/forget-old-sign-ins.job.js';
import { ListStaff } from './staff/list-staff.js';
import { OwnSessions } from './sessions/own-sessions.js';
import { PasswordController } from './passwords/password.controller.js';
import { ReplayIdentity } from './replay-identity.js';
import { RenewSession } from './sessions/renew-session.js';
import { ServiceAccounts } from './service-accounts/service-accounts.js';
import { ServiceAccountsController } from './service-accounts/service-accounts.controller.js';
import { ServiceTokenStrategy } from './service-accounts/service-token.strategy.js';
import { SessionCheck } from './sessions/session-check.js';
import { SessionCookies } from './sessions/session-cookies.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SignIn } from './sign-in/sign-in.js';
import { SignInAttempts } from './sign-in/sign-in-attempts.js';
import { StaffController } from './staff/staff.controller.js';
import { StaffDirectory } from './staff/staff-directory.js';
import { StartSession } from './sessions/start-session.js';
import { TokenKeys } from './token-keys.js';

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
    StaffController,
    EnrolmentsController,
    ServiceAccountsController,
  ],
  providers: [
    tokenKeys,
    jwtService,
    AccessTokens,
    AccessTokenStrategy,
    AuthenticationGuard,
    ChangePassword,
    CompleteEnrolment,
    CreateStaff,
    DeactivateStaff,
    EndExpiredSessions,
    EndSessions,
    EnrolStaff,
    ForgetOldSignIns,
    ListStaff,
    OwnSessions,
    RenewSession,
    ReplayIdentity,
    ServiceAccounts,
    ServiceTokenStrategy,
    SessionCheck,
    SessionCookies,
    SignIn,
    SignInAttempts,
    StaffDirectory,
    StartSession,
  ],
  exports: [
    AuthenticationGuard,
    CreateStaff,
    EndExpiredSessions,
    EnrolStaff,
    ServiceAccounts,
    SessionCheck,
    StaffDirectory,
  ],
})
export class IdentityModule {}
