import { Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { actorOf } from '../../audit/index.js';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { paperQuery, type PaperQuery } from '../notice/notice.schemas.js';
import { asPdf, pdfBody } from '../papers/pdf-answer.js';
import { CheckPromises } from './check-promises.js';
import { promiseList, type PromiseList } from './promises.schemas.js';
import { ReadPromises } from './read-promises.js';

/** What the notice promises, what keeps it, and what shows that it is kept. */
@ApiTags('register')
@Controller('promises')
export class PromisesController {
  constructor(
    private readonly readPromises: ReadPromises,
    private readonly checkPromises: CheckPromises,
  ) {}

  @Get()
  @Action('read', 'Promise')
  @ApiOkResponse({ standardSchema: promiseList })
  list(@CurrentPermissions() permissions: Permissions): Promise<PromiseList> {
    return this.readPromises.list(permissions);
  }

  @Get('pdf')
  @Action('read', 'Promise')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfBody)
  async paper(
    @Query({ schema: paperQuery }) { language }: PaperQuery,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<StreamableFile> {
    return asPdf(await this.readPromises.paper(language, permissions), `lupaukset-${language}`);
  }

  @Post('checks')
  @HttpCode(200)
  @Action('check', 'Promise')
  @ApiOkResponse({ standardSchema: promiseList })
  async check(
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<PromiseList> {
    await this.checkPromises.execute(actorOf(requester));
    return this.readPromises.list(permissions);
  }
}
