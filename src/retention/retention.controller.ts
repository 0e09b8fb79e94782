import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { Action, CurrentRequester, format, pageQuery, type Page, type Requester } from '../platform/http/index.js';
import { DueCalendar } from './calendar/due-calendar.js';
import { dueList, type DueList } from './calendar/due-calendar.schemas.js';
import { FailedBlobs } from './purge/failed-blobs.js';
import {
  failedBlobPage,
  failedBlobQuery,
  purgeRunPage,
  runCertificate,
  type FailedBlob,
  type FailedBlobQuery,
  type PurgeRunPage,
  type RunCertificate,
} from './purge/purges.schemas.js';
import { ReadRuns } from './purge/read-runs.js';
import { ViewRetention } from './view-retention.js';

@ApiTags('retention')
@Controller('retention')
export class RetentionController {
  constructor(
    private readonly calendar: DueCalendar,
    private readonly runs: ReadRuns,
    private readonly blobs: FailedBlobs,
    private readonly views: ViewRetention,
  ) {}

  @Get('due')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: dueList })
  due(): Promise<DueList> {
    return this.calendar.list();
  }

  @Get('purges')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: purgeRunPage })
  purges(@Query({ schema: pageQuery }) page: z.output<typeof pageQuery>): Promise<PurgeRunPage> {
    return this.runs.page(page);
  }

  @Get('purges/:id')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: runCertificate })
  async purge(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
  ): Promise<RunCertificate> {
    await this.views.record(requester, { run: id });
    return this.runs.certificate(id);
  }

  @Get('failed-blobs')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: failedBlobPage })
  failedBlobs(@Query({ schema: failedBlobQuery }) query: FailedBlobQuery): Promise<Page<FailedBlob>> {
    return this.blobs.page(query);
  }
}
