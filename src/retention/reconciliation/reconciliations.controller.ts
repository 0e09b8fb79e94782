import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Action, format, pageQuery, type Page } from '../../platform/http/index.js';
import { ReadReconciliations } from './read-reconciliations.js';
import {
  reconciliationPage,
  reconciliationView,
  type ReconciliationItem,
  type ReconciliationView,
} from './reconciliations.schemas.js';

@ApiTags('retention')
@Controller('retention/reconciliations')
export class ReconciliationsController {
  constructor(private readonly reconciliations: ReadReconciliations) {}

  @Get()
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: reconciliationPage })
  list(@Query({ schema: pageQuery }) page: z.output<typeof pageQuery>): Promise<Page<ReconciliationItem>> {
    return this.reconciliations.page(page);
  }

  @Get(':id')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: reconciliationView })
  one(@Param('id', { schema: format.id }) id: string): Promise<ReconciliationView> {
    return this.reconciliations.one(id);
  }
}
