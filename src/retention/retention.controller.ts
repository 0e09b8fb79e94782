import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { actorOf, AuditTrail } from '../audit/index.js';
import { Action, CurrentRequester, pageQuery, type Requester } from '../platform/http/index.js';
import { RetentionReports } from './retention-reports.js';
import {
  certificatePage,
  certificateQuery,
  dueList,
  purgeRunPage,
  type CertificatePage,
  type CertificateQuery,
  type DueList,
  type PurgeRunPage,
} from './retention.schemas.js';

@ApiTags('retention')
@Controller('retention')
export class RetentionController {
  constructor(
    private readonly reports: RetentionReports,
    private readonly trail: AuditTrail,
  ) {}

  @Get('due')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: dueList })
  due(): Promise<DueList> {
    return this.reports.due();
  }

  @Get('purges')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: purgeRunPage })
  purges(@Query({ schema: pageQuery }) page: z.output<typeof pageQuery>): Promise<PurgeRunPage> {
    return this.reports.runs(page);
  }

  @Get('certificates')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: certificatePage })
  async certificates(
    @Query({ schema: certificateQuery }) query: CertificateQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<CertificatePage> {
    const { id, on, queue } = query;
    const facts = Object.fromEntries(
      Object.entries({ id, on, queue }).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    await this.trail.recordAlone({ action: 'retention.viewed', actor: actorOf(requester), facts });
    return this.reports.certificates(query);
  }
}
