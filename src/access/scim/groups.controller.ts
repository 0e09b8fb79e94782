import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
  UseFilters,
} from '@nestjs/common';
import { ApiNoContentResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/index.js';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { ChangeGroup } from './change-group.js';
import { FindResources } from './find-resources.js';
import type { Json } from './resource-shape.js';
import { groupResource, selected } from './resources.js';
import { notModified, originOf, tagged } from './scim-answer.js';
import { ScimAnswered } from './scim-answered.js';
import { ScimFaultFilter } from './scim-fault.filter.js';
import {
  scimBody,
  scimId,
  scimQuery,
  scimSelection,
  type ScimBody,
  type ScimQuery,
  type ScimSelection,
} from './scim.schemas.js';
import { entityTag, isKnownVersion } from './versions.js';

/** The groups that a directory keeps here (RFC 7644). */
@ApiTags('scim')
@Controller('scim/v2/Groups')
@UseFilters(ScimFaultFilter)
export class ScimGroupsController {
  constructor(
    private readonly find: FindResources,
    private readonly changeGroup: ChangeGroup,
    private readonly config: Config,
  ) {}

  @Get()
  @Action('provision', 'Directory')
  @ScimAnswered()
  list(
    @Query({ schema: scimQuery }) query: ScimQuery,
    @CurrentRequester() requester: Requester,
    @Req() request: FastifyRequest,
  ): Promise<Json> {
    return this.find.groups(requester.id, query, originOf(this.config, request));
  }

  @Post()
  @Action('provision', 'Directory')
  @ScimAnswered({ status: 201 })
  async create(
    @Body({ schema: scimBody }) body: ScimBody,
    @CurrentRequester() requester: Requester,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Json | undefined> {
    const { id } = await this.changeGroup.create(body, requester);
    return this.#answer(id, {}, requester, request, reply);
  }

  @Get(':id')
  @Action('provision', 'Directory')
  @ScimAnswered()
  @ApiResponse({ status: 304, description: 'The client has this version.' })
  async one(
    @Param('id', { schema: scimId }) id: string,
    @Query({ schema: scimSelection }) selection: ScimSelection,
    @CurrentRequester() requester: Requester,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Json | undefined> {
    return this.#answer(id, selection, requester, request, reply);
  }

  @Put(':id')
  @Action('provision', 'Directory')
  @ScimAnswered()
  async replace(
    @Param('id', { schema: scimId }) id: string,
    @Body({ schema: scimBody }) body: ScimBody,
    @CurrentRequester() requester: Requester,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Json | undefined> {
    await this.changeGroup.replace({ id, ifMatch: request.headers['if-match'] }, body, requester);
    return this.#answer(id, {}, requester, request, reply);
  }

  /** Without the group in the answer: it may have very many members, and no client needs them back. */
  @Patch(':id')
  @HttpCode(204)
  @Action('provision', 'Directory')
  @ApiNoContentResponse()
  async patch(
    @Param('id', { schema: scimId }) id: string,
    @Body({ schema: scimBody }) body: ScimBody,
    @CurrentRequester() requester: Requester,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const wanted = { id, ifMatch: request.headers['if-match'] };
    const { version } = await this.changeGroup.patch(wanted, body, requester);
    void reply.header('etag', entityTag(version));
  }

  @Delete(':id')
  @HttpCode(204)
  @Action('provision', 'Directory')
  @ApiNoContentResponse()
  async remove(
    @Param('id', { schema: scimId }) id: string,
    @CurrentRequester() requester: Requester,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.changeGroup.remove({ id, ifMatch: request.headers['if-match'] }, requester);
  }

  async #answer(
    id: string,
    selection: ScimSelection,
    requester: Requester,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Json | undefined> {
    const { group, memberIds } = await this.find.group(requester.id, id);
    const isKnown = request.method === 'GET' && isKnownVersion(request.headers['if-none-match'], group.version);
    if (isKnown) {
      notModified(reply, group.version);
      return undefined;
    }
    const resource = groupResource(group, memberIds, originOf(this.config, request));
    const { location } = resource.meta as { location: string }; // of groupResource()
    return tagged(
      reply,
      group.version,
      selected(resource, selection.attributes, selection.excludedAttributes),
      location,
    );
  }
}
