import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action } from '../../platform/http/index.js';
import { connections, type Connections } from './connections.schemas.js';
import { ReadConnections } from './read-connections.js';

@ApiTags('access')
@Controller('connections')
export class ConnectionsController {
  constructor(private readonly readConnections: ReadConnections) {}

  @Get()
  @Action('list', 'ServiceAccount')
  @ApiOkResponse({ standardSchema: connections })
  read(): Promise<Connections> {
    return this.readConnections.execute();
  }
}
