import { Controller, Get, Param, Req, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../platform/config/index.js';
import { resourceType, resourceTypes, schema, schemas, serviceProviderConfig } from './discovery.js';
import type { Json } from './resource-shape.js';
import { originOf } from './scim-answer.js';
import { Action } from '../../platform/http/index.js';
import { ScimAnswered } from './scim-answered.js';
import { ScimFaultFilter } from './scim-fault.filter.js';
import { scimName } from './scim.schemas.js';

/** What a client may learn of the server before it keeps anybody (RFC 7644 §4). */
@ApiTags('scim')
@Controller('scim/v2')
@UseFilters(ScimFaultFilter)
export class ScimDiscoveryController {
  constructor(private readonly config: Config) {}

  @Get('ServiceProviderConfig')
  @Action('provision', 'Directory')
  @ScimAnswered()
  supported(@Req() request: FastifyRequest): Json {
    return serviceProviderConfig(originOf(this.config, request));
  }

  @Get('ResourceTypes')
  @Action('provision', 'Directory')
  @ScimAnswered()
  types(@Req() request: FastifyRequest): Json {
    return resourceTypes(originOf(this.config, request));
  }

  @Get('ResourceTypes/:name')
  @Action('provision', 'Directory')
  @ScimAnswered()
  type(@Param('name', { schema: scimName }) name: string, @Req() request: FastifyRequest): Json {
    return resourceType(name, originOf(this.config, request));
  }

  @Get('Schemas')
  @Action('provision', 'Directory')
  @ScimAnswered()
  all(@Req() request: FastifyRequest): Json {
    return schemas(originOf(this.config, request));
  }

  @Get('Schemas/:id')
  @Action('provision', 'Directory')
  @ScimAnswered()
  schema(@Param('id', { schema: scimName }) id: string, @Req() request: FastifyRequest): Json {
    return schema(id, originOf(this.config, request));
  }
}
