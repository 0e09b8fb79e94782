import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Database } from '../../platform/database/index.js';
import {
  Action,
  CurrentRequester,
  format,
  pageFrom,
  readCursor,
  type Page,
  type Requester,
} from '../../platform/http/index.js';
import { AlarmClearances } from '../watch/alarm-clearances.js';
import { AuditAlarm } from '../watch/audit-alarm.entity.js';
import { ClearAlarm } from '../watch/clear-alarm.js';
import { alarmViewOf } from './alarm-view.js';
import { alarmPage, alarmQuery, clearance, type AlarmQuery, type AlarmView, type Clearance } from './log.schemas.js';

@ApiTags('audit')
@Controller('audit/alarms')
export class AlarmsController {
  constructor(
    private readonly database: Database,
    private readonly clearAlarm: ClearAlarm,
    private readonly clearances: AlarmClearances,
  ) {}

  @Get()
  @Action('list', 'AuditAlarm')
  @ApiOkResponse({ standardSchema: alarmPage })
  async list(@Query({ schema: alarmQuery }) { cursor, limit }: AlarmQuery): Promise<Page<AlarmView>> {
    const after = readCursor(cursor);
    const where = after
      ? { $or: [{ raisedAt: { $lt: after.at } }, { raisedAt: after.at, id: { $lt: after.id } }] }
      : {};
    const options = { orderBy: { raisedAt: 'desc', id: 'desc' }, limit: limit + 1 } as const;
    const alarms = await this.database.entities().find(AuditAlarm, where, options);
    const page = pageFrom(alarms, limit, ({ raisedAt: at, id }) => ({ at, id }));
    const items = page.items.map(async alarm => alarmViewOf(alarm, await this.clearances.isCleared(alarm)));
    return { ...page, items: await Promise.all(items) };
  }

  @Post(':id/clearance')
  @HttpCode(204)
  @Action('clear', 'AuditAlarm')
  @ApiNoContentResponse()
  async clear(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: clearance }) { reason }: Clearance,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.clearAlarm.execute(id, reason, requester);
  }
}
