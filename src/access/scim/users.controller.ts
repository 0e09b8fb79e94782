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
import { ChangeUser } from './change-user.js';
import { CreateUser } from './create-user.js';
import type { DirectoryUser } from './directory-user.entity.js';
import { FindResources } from './find-resources.js';
import { RemoveUser } from './remove-user.js';
import type { Json } from './resource-shape.js';
import { selected, userResource } from './resources.js';
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
import { isKnownVersion } from './versions.js';

/** The people whom a directory keeps here (RFC 7644). */
@ApiTags('scim')
@Controller('scim/v2/Users')
@UseFilters(ScimFaultFilter)
export class ScimUsersController {
  constructor(
    private readonly find: FindResources,
    private readonly createUser: CreateUser,
    private readonly changeUser: ChangeUser,
    private readonly removeUser: RemoveUser,
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
    return this.find.users(requester.id, query, originOf(this.config, request));
  }

  @Post()
  @Action('provision', 'Directory')
  @ScimAnswered({ status: 201 })
  async create(
    @Body({ schema: scimBody }) body: ScimBody,
    @CurrentRequester() requester: Requester,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Json> {
    return this.#answer(await this.createUser.execute(body, requester), request, reply, {});
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
    const user = await this.find.user(requester.id, id);
    if (isKnownVersion(request.headers['if-none-match'], user.version)) {
      notModified(reply, user.version);
      return undefined;
    }
    return this.#answer(user, request, reply, selection);
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
  ): Promise<Json> {
    const wanted = { id, ifMatch: request.headers['if-match'] };
    return this.#answer(await this.changeUser.replace(wanted, body, requester), request, reply, {});
  }

  @Patch(':id')
  @Action('provision', 'Directory')
  @ScimAnswered()
  async patch(
    @Param('id', { schema: scimId }) id: string,
    @Body({ schema: scimBody }) body: ScimBody,
    @CurrentRequester() requester: Requester,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Json> {
    const wanted = { id, ifMatch: request.headers['if-match'] };
    return this.#answer(await this.changeUser.patch(wanted, body, requester), request, reply, {});
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
    await this.removeUser.execute({ id, ifMatch: request.headers['if-match'] }, requester);
  }

  #answer(user: DirectoryUser, request: FastifyRequest, reply: FastifyReply, selection: ScimSelection): Json {
    const resource = userResource(user, originOf(this.config, request));
    const { location } = resource.meta as { location: string }; // of userResource()
    return tagged(
      reply,
      user.version,
      selected(resource, selection.attributes, selection.excludedAttributes),
      location,
    );
  }
}
