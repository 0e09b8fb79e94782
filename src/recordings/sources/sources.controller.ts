import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { ChangeSource } from './change-source.js';
import { settingsOf } from './source-settings.js';
import { Source } from './source.entity.js';
import {
  sourceChange,
  sourceList,
  sourceName,
  sourceView,
  type SourceChange,
  type SourceView,
} from './sources.schemas.js';

/** Where recordings come from and what may be taken from there. */
@ApiTags('sources')
@Controller('sources')
export class SourcesController {
  constructor(
    private readonly database: Database,
    private readonly changeSource: ChangeSource,
  ) {}

  @Get()
  @Action('list', 'Source')
  @ApiOkResponse({ standardSchema: sourceList })
  async list(): Promise<{ items: SourceView[]; nextCursor: null }> {
    const sources = await this.database.entities().find(Source, {}, { orderBy: { name: 'asc' } });
    return { items: sources.map(viewOf), nextCursor: null };
  }

  @Get(':name')
  @Action('list', 'Source')
  @ApiOkResponse({ standardSchema: sourceView })
  async one(@Param('name', { schema: sourceName }) name: string): Promise<SourceView> {
    const source = await this.database.entities().findOne(Source, { name });
    if (!source) throw notFound();
    return viewOf(source);
  }

  @Put(':name')
  @Action('change', 'Source')
  @ApiOkResponse({ standardSchema: sourceView })
  change(
    @Param('name', { schema: sourceName }) name: string,
    @Body({ schema: sourceChange }) change: SourceChange,
    @CurrentRequester() requester: Requester,
  ): Promise<SourceView> {
    return this.changeSource.execute(name, change, requester);
  }
}

function viewOf(source: Source): SourceView {
  return { name: source.name, ...settingsOf(source) };
}
