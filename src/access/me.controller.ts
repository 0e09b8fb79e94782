import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OpenLacking, StaffDirectory, type AuthenticatedRequester } from '../identity/index.js';
import { Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { CurrentRequester, SignedIn } from '../platform/http/index.js';
import { notFound } from '../kernel/errors.js';
import type { Permissions } from './access.js';
import { me, type Me } from './access.schemas.js';
import { CurrentPermissions } from './current-permissions.js';
import { Grant } from './grants/grant.entity.js';
import { grantViewOf } from './grants/grant-view.js';
import { rolesByTwo } from './grants/second-person-roles.js';
import { ReadReviews } from './reviews/read-reviews.js';
import { works } from './policy-facts.js';
import { VOCABULARY, type AppAbility } from './subjects.js';
import { UndertakingStandings } from './undertakings/undertaking-standings.js';

@ApiTags('access')
@Controller('me')
export class MeController {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly undertakings: UndertakingStandings,
    private readonly reviews: ReadReviews,
    private readonly config: Config,
  ) {}

  @Get()
  @SignedIn()
  @OpenLacking('own-password', 'second-factor')
  @ApiOkResponse({ standardSchema: me })
  async me(
    @CurrentRequester() requester: AuthenticatedRequester,
    @CurrentPermissions() { ability, person, today }: Permissions,
  ): Promise<Me> {
    const staff = await this.staff.find(requester.id);
    if (!staff || !person) throw notFound();
    const grants = await this.database.entities().find(Grant, { staffId: requester.id, revokedAt: null });
    const working = person.grants.filter(grant => works(grant, today));
    return {
      ...staff,
      roles: [...new Set(working.map(grant => grant.role))],
      grants: grants.map(grantViewOf),
      undertaking: await this.undertakings.state(requester.id, today),
      review: await this.reviews.own(requester.id, today),
      permitted: permittedBy(ability),
      secondPersonRoles: [...rolesByTwo(this.config.secondPersonRoles)],
      purposes: [...new Set(working.flatMap(grant => grant.purposes))],
      lacks: requester.lacks,
      secondFactor: this.config.demo ? 'off' : 'required',
      accessEpoch: requester.accessEpoch,
      demo: this.config.demo,
    };
  }
}

/** What the person may do to something at all: tells the client which pages to show, decides nothing. */
function permittedBy(ability: AppAbility): Me['permitted'] {
  return Object.entries(VOCABULARY).flatMap(([subject, verbs]) =>
    verbs.filter(verb => ability.can(verb as never, subject as never)).map(verb => ({ verb, subject })),
  );
}
