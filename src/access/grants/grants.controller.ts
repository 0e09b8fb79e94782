import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Database } from '../../platform/database/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import {
  grantList,
  grantQuery,
  grantView,
  newGrant,
  revocation,
  type GrantQuery,
  type GrantView,
  type NewGrant,
  type Revocation,
} from '../access.schemas.js';
import type { Permissions } from '../access.js';
import { CreateGrant } from './create-grant.js';
import { CurrentPermissions } from '../current-permissions.js';
import { Grant } from './grant.entity.js';
import { grantViewOf } from './grant-view.js';
import { proposed, type Proposed } from './grant-proposals.schemas.js';
import { RevokeGrant } from './revoke-grant.js';

@ApiTags('access')
@Controller()
export class GrantsController {
  constructor(
    private readonly database: Database,
    private readonly createGrant: CreateGrant,
    private readonly revokeGrant: RevokeGrant,
  ) {}

  @Get('grants')
  @Action('list', 'Grant')
  @ApiOkResponse({ standardSchema: grantList })
  async list(
    @Query({ schema: grantQuery }) { staff, history }: GrantQuery,
  ): Promise<{ items: GrantView[]; nextCursor: null }> {
    const where = { ...(staff ? { staffId: staff } : {}), ...(history ? {} : { revokedAt: null }) };
    const grants = await this.database.entities().find(Grant, where, { orderBy: { createdAt: 'desc', id: 'desc' } });
    return { items: grants.map(grantViewOf), nextCursor: null };
  }

  @Post('staff/:id/grants')
  @Action('create', 'Grant')
  @ApiCreatedResponse({ standardSchema: grantView, description: 'Given.' })
  @ApiAcceptedResponse({ standardSchema: proposed, description: 'Proposed: a second administrator decides.' })
  async create(
    @Param('id', { schema: format.id }) staffId: string,
    @Body({ schema: newGrant }) wanted: NewGrant,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<GrantView | Proposed> {
    const granted = await this.createGrant.execute(staffId, wanted, requester, permissions);
    if ('grant' in granted) return grantViewOf(granted.grant);
    void reply.code(202);
    return granted;
  }

  @Post('grants/:id/revocation')
  @HttpCode(200)
  @Action('revoke', 'Grant')
  @ApiOkResponse({ standardSchema: grantView })
  async revoke(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: revocation }) { reason }: Revocation,
    @CurrentRequester() requester: Requester,
  ): Promise<GrantView> {
    return grantViewOf(await this.revokeGrant.execute(id, reason, requester));
  }
}
