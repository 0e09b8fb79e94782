import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import {
  endings,
  filings,
  outcomeList,
  type Endings,
  type Filings,
  type OutcomeList,
} from './quarantined-items.schemas.js';
import { SortOutMany } from './sort-out-many.js';

/** Many items that wait for one reason, sorted out alike. */
@ApiTags('quarantined items')
@Controller('quarantined-items')
export class ManyItemsController {
  constructor(private readonly many: SortOutMany) {}

  @Post('filings')
  @HttpCode(200)
  @Action('sort-out', 'QuarantinedItem')
  @ApiOkResponse({ standardSchema: outcomeList })
  fileMany(@Body({ schema: filings }) wanted: Filings, @CurrentRequester() requester: Requester): Promise<OutcomeList> {
    return this.many.file(wanted, requester);
  }

  @Post('destructions')
  @HttpCode(200)
  @Action('sort-out', 'QuarantinedItem')
  @ApiOkResponse({ standardSchema: outcomeList })
  destroyMany(
    @Body({ schema: endings }) wanted: Endings,
    @CurrentRequester() requester: Requester,
  ): Promise<OutcomeList> {
    return this.many.destroy(wanted, requester);
  }
}
