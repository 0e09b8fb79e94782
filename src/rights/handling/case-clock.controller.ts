import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { caseItem, type CaseItem } from '../board/board.schemas.js';
import { ExtendPeriod } from './extend-period.js';
import { newExtension, newStop, stopEnd, type NewExtension, type NewStop, type StopEnd } from './handling.schemas.js';
import { StopClock } from './stop-clock.js';

/** The clock of a request: what stops it, lets it go on and extends it (GDPR art. 12(3) and (6)). */
@ApiTags('rights')
@Controller('rights-requests/:id')
export class CaseClockController {
  constructor(
    private readonly stopClock: StopClock,
    private readonly extendPeriod: ExtendPeriod,
  ) {}

  @Post('stops')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: caseItem })
  stop(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newStop }) wanted: NewStop,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseItem> {
    return this.stopClock.begin(id, wanted, { requester, permissions });
  }

  @Post('stops/:stopId/end')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseItem })
  end(
    @Param('id', { schema: format.id }) id: string,
    @Param('stopId', { schema: format.id }) stopId: string,
    @Body({ schema: stopEnd }) wanted: StopEnd,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseItem> {
    return this.stopClock.end(id, stopId, wanted, { requester, permissions });
  }

  @Post('extension')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: caseItem })
  extend(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newExtension }) wanted: NewExtension,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseItem> {
    return this.extendPeriod.execute(id, wanted, { requester, permissions });
  }
}
