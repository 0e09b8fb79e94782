import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, FreshSecondFactor, type Page, type Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { CurrentPermissions } from '../current-permissions.js';
import { ImportSignature } from './import-signature.js';
import { PublishUndertaking } from './publish-undertaking.js';
import { ReadUndertakings } from './read-undertakings.js';
import {
  missingPage,
  missingQuery,
  newUndertaking,
  paperSignature,
  undertakingList,
  versionName,
  type MissingPerson,
  type MissingQuery,
  type NewUndertaking,
  type PaperSignature,
  type UndertakingView,
} from './undertakings.schemas.js';

@ApiTags('access')
@Controller('undertakings')
export class UndertakingsController {
  constructor(
    private readonly readUndertakings: ReadUndertakings,
    private readonly publishUndertaking: PublishUndertaking,
    private readonly importSignature: ImportSignature,
  ) {}

  @Get()
  @Action('list', 'Undertaking')
  @ApiOkResponse({ standardSchema: undertakingList })
  async list(): Promise<{ items: UndertakingView[]; nextCursor: null }> {
    return { items: await this.readUndertakings.list(), nextCursor: null };
  }

  @Get(':version/missing')
  @Action('list', 'Undertaking')
  @ApiOkResponse({ standardSchema: missingPage })
  missing(
    @Param('version', { schema: versionName }) version: string,
    @Query({ schema: missingQuery }) query: MissingQuery,
  ): Promise<Page<MissingPerson>> {
    return this.readUndertakings.missing(version, query);
  }

  @Post()
  @HttpCode(204)
  @Action('publish', 'Undertaking')
  @FreshSecondFactor()
  @ApiNoContentResponse()
  async publish(
    @Body({ schema: newUndertaking }) wanted: NewUndertaking,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.publishUndertaking.execute(wanted, requester);
  }

  @Post(':version/paper-signatures')
  @HttpCode(204)
  @Action('import', 'Undertaking')
  @ApiNoContentResponse()
  async import(
    @Param('version', { schema: versionName }) version: string,
    @Body({ schema: paperSignature }) paper: PaperSignature,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    await this.importSignature.execute(version, paper, requester, permissions);
  }
}
