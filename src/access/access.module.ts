import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { AuditModule } from '../audit/index.js';
import { IdentityModule } from '../identity/index.js';
import { Access } from './access.js';
import { AccessGuard } from './access.guard.js';
import { AcknowledgeUndertaking } from './undertakings/acknowledge-undertaking.js';
import { CheckDeclaredActions } from './check-declared-actions.js';
import { CreateFirstAdministrator } from './grants/first-administrator.js';
import { CreateGrant } from './grants/create-grant.js';
import { GrantsController } from './grants/grants.controller.js';
import { MeController } from './me.controller.js';
import { PersonFactsReader } from './person-facts.js';
import { ReplayAccess } from './replay-access.js';
import { RevokeGrant } from './grants/revoke-grant.js';

@Module({
  imports: [AuditModule, DiscoveryModule, IdentityModule],
  controllers: [GrantsController, MeController],
  providers: [
    Access,
    AccessGuard,
    AcknowledgeUndertaking,
    CheckDeclaredActions,
    CreateFirstAdministrator,
    CreateGrant,
    PersonFactsReader,
    ReplayAccess,
    RevokeGrant,
  ],
  exports: [Access, AccessGuard, AcknowledgeUndertaking, CreateFirstAdministrator, CreateGrant],
})
export class AccessModule {}
