import { Module } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { AuditModule } from '../audit/index.js';
import { Config } from '../platform/config/index.js';
import { AccessTokenStrategy } from './access-token.strategy.js';
import { AccessTokens } from './access-tokens.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { ChangePassword } from './change-password.js';
import { CompleteEnrolment } from './complete-enrolment.js';
import { CreateStaff } from './create-staff.js';
import { DeactivateStaff } from './deactivate-staff.js';
import { EndExpiredSessions } from './end-expired-sessions.job.js';
import { EndSessions } from './end-sessions.js';
import { EnrolStaff } from './enrol-staff.js';
import { EnrolmentsController } from './enrolments.controller.js';
import { ForgetOldSignIns } from './forget-old-sign-ins.job.js';
import { ListStaff } from './list-staff.js';
import { OwnSessions } from './own-sessions.js';
import { PasswordController } from './password.controller.js';
import { ReplayIdentity } from './replay-identity.js';
import { RenewSession } from './renew-session.js';
import { ServiceAccounts } from './service-accounts.js';
import { ServiceAccountsController } from './service-accounts.controller.js';
import { ServiceTokenStrategy } from './service-token.strategy.js';
import { SessionCheck } from './session-check.js';
import { SessionCookies } from './session-cookies.js';
import { SessionsController } from './sessions.controller.js';
import { SignIn } from './sign-in.js';
import { SignInAttempts } from './sign-in-attempts.js';
import { StaffController } from './staff.controller.js';
import { StaffDirectory } from './staff-directory.js';
import { StartSession } from './start-session.js';
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
