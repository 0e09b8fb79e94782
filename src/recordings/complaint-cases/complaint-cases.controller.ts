import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { Database } from '../../platform/database/index.js';
import {
  Action,
  CurrentRequester,
  pageFrom,
  readCursor,
  type Page,
  type Requester,
} from '../../platform/http/index.js';
import { CloseCase } from './close-case.js';
import { ComplaintCase } from './complaint-case.entity.js';
import { complaintCaseViewOf } from './complaint-case-view.js';
import {
  caseQuery,
  closure,
  complaintCasePage,
  complaintCaseView,
  reopening,
  type CaseQuery,
  type Closure,
  type ComplaintCaseView,
  type Reopening,
} from './complaint-cases.schemas.js';

@ApiTags('recordings')
@Controller('complaint-cases')
export class ComplaintCasesController {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly closeCase: CloseCase,
  ) {}

  @Get()
  @Action('list', 'ComplaintCase')
  @ApiOkResponse({ standardSchema: complaintCasePage })
  async list(
    @Query({ schema: caseQuery }) { cursor, limit }: CaseQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<ComplaintCaseView>> {
    const after = readCursor(cursor);
    const facts = { limit, continued: cursor !== undefined };
    await this.trail.recordAlone({ action: 'complaint-cases.listed', actor: actorOf(requester), facts });
    const where = after
      ? { $or: [{ closedAt: { $lt: after.at } }, { closedAt: after.at, id: { $lt: after.id } }] }
      : {};
    const options = { orderBy: { closedAt: 'desc', id: 'desc' }, limit: limit + 1 } as const;
    const rows = await this.database.entities().find(ComplaintCase, where, options);
    const { items, nextCursor } = pageFrom(rows, limit, ({ closedAt: at, id }) => ({ at, id }));
    return { items: items.map(complaintCaseViewOf), nextCursor };
  }

  @Post('closures')
  @HttpCode(200)
  @Action('close', 'ComplaintCase')
  @ApiOkResponse({ standardSchema: complaintCaseView })
  async close(
    @Body({ schema: closure }) wanted: Closure,
    @CurrentRequester() requester: Requester,
  ): Promise<ComplaintCaseView> {
    return complaintCaseViewOf(await this.closeCase.execute(wanted, requester));
  }

  @Post('reopenings')
  @HttpCode(200)
  @Action('reopen', 'ComplaintCase')
  @ApiOkResponse({ standardSchema: complaintCaseView })
  async reopen(
    @Body({ schema: reopening }) wanted: Reopening,
    @CurrentRequester() requester: Requester,
  ): Promise<ComplaintCaseView> {
    return complaintCaseViewOf(await this.closeCase.reopen(wanted, requester));
  }
}
