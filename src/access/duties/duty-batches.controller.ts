import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { CurrentPermissions } from '../current-permissions.js';
import { DecideBatch } from './decide-batch.js';
import * as schemas from './duties.schemas.js';
import { ReadBatches } from './read-batches.js';

@ApiTags('access')
@Controller('duty-batches')
export class DutyBatchesController {
  constructor(
    private readonly readBatches: ReadBatches,
    private readonly decideBatch: DecideBatch,
  ) {}

  @Get()
  @Action('list', 'DutyBatch')
  @ApiOkResponse({ standardSchema: schemas.batchPage })
  list(@Query({ schema: schemas.batchQuery }) query: schemas.BatchQuery): Promise<Page<schemas.BatchItem>> {
    return this.readBatches.page(query);
  }

  @Get(':id')
  @Action('list', 'DutyBatch')
  @ApiOkResponse({ standardSchema: schemas.batchView })
  one(
    @Param('id', { schema: format.id }) id: string,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.BatchView> {
    return this.readBatches.one(id, permissions);
  }

  @Post(':id/decision')
  @HttpCode(200)
  @Action('decide', 'DutyBatch')
  @ApiOkResponse({ standardSchema: schemas.batchView })
  async decide(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.batchDecision }) decision: schemas.BatchDecision,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.BatchView> {
    await this.decideBatch.execute(id, decision, requester, permissions);
    return this.readBatches.one(id, permissions);
  }
}
