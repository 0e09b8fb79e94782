import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import {
  agentMapping,
  agentNameList,
  mappedAgent,
  type AgentMapping,
  type AgentNameList,
  type MappedAgent,
} from './agent-names.schemas.js';
import { ListAgentNames } from './list-agent-names.js';
import { MapAgentName } from './map-agent-name.js';

/** The names by which sources call agents, and whose they are. */
@ApiTags('sources')
@Controller('agent-names')
export class AgentNamesController {
  constructor(
    private readonly listAgentNames: ListAgentNames,
    private readonly mapAgentName: MapAgentName,
  ) {}

  @Get()
  @Action('list', 'AgentName')
  @ApiOkResponse({ standardSchema: agentNameList })
  list(@CurrentPermissions() { today }: Permissions): Promise<AgentNameList> {
    return this.listAgentNames.execute(today);
  }

  @Put()
  @Action('map', 'AgentName')
  @ApiOkResponse({ standardSchema: mappedAgent })
  map(
    @Body({ schema: agentMapping }) mapping: AgentMapping,
    @CurrentRequester() requester: Requester,
  ): Promise<MappedAgent> {
    return this.mapAgentName.execute(mapping, requester);
  }
}
