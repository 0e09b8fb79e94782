import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { BeforePasswordChange, StaffDirectory } from '../identity/index.js';
import { Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { CurrentRequester, SignedIn, type Requester } from '../platform/http/index.js';
import { notFound } from '../kernel/errors.js';
import { AcknowledgeUndertaking } from './undertakings/acknowledge-undertaking.js';
import type { Permissions } from './access.js';
import { acknowledgement, me, type Acknowledgement, type Me } from './access.schemas.js';
import { CurrentPermissions } from './current-permissions.js';
import { Grant } from './grants/grant.entity.js';
import { grantViewOf } from './grants/grant-view.js';
import { isBound } from './rules.js';
import { VOCABULARY, type AppAbility } from './subjects.js';
import { UNDERTAKING_IN_FORCE } from './undertakings/undertaking-text.js';

@ApiTags('access')
@Controller('me')
export class MeController {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly acknowledgeUndertaking: AcknowledgeUndertaking,
    private readonly config: Config,
  ) {}

  @Get()
  @SignedIn()
  @BeforePasswordChange()
  @ApiOkResponse({ standardSchema: me })
  async me(
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() { ability, person, today }: Permissions,
  ): Promise<Me> {
    const staff = await this.staff.find(requester.id);
    if (!staff || !person) throw notFound();
    const grants = await this.database.entities().find(Grant, { staffId: requester.id, revokedAt: null });
    const working = grants.filter(grant => !grant.suspended && grant.fromOn <= today && today <= grant.untilOn);
    return {
      ...staff,
      roles: [...new Set(working.map(grant => grant.role))],
      grants: grants.map(grantViewOf),
      undertaking: { ...UNDERTAKING_IN_FORCE, acknowledged: isBound(person, today) },
      review: null,
      permitted: permittedBy(ability),
      purposes: [...new Set(working.flatMap(grant => grant.purposes))],
      demo: this.config.demo,
    };
  }

  @Post('undertaking')
  @HttpCode(204)
  @SignedIn()
  @ApiNoContentResponse()
  async acknowledge(
    @Body({ schema: acknowledgement }) given: Acknowledgement,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.acknowledgeUndertaking.execute(given, requester);
  }
}

/** What the person may do to something at all: tells the client which pages to show, decides nothing. */
function permittedBy(ability: AppAbility): Me['permitted'] {
  return Object.entries(VOCABULARY).flatMap(([subject, verbs]) =>
    verbs.filter(verb => ability.can(verb as never, subject as never)).map(verb => ({ verb, subject })),
  );
}
