import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import { boardQuery, casePage, caseView, type BoardQuery, type CaseItem, type CaseView } from './board.schemas.js';
import { ReadBoard } from './read-board.js';
import { ViewCase } from './view-case.js';

@ApiTags('rights')
@Controller('rights-requests')
export class BoardController {
  constructor(
    private readonly readBoard: ReadBoard,
    private readonly viewCase: ViewCase,
  ) {}

  @Get()
  @Action('list', 'RightsCase')
  @ApiOkResponse({ standardSchema: casePage })
  list(
    @Query({ schema: boardQuery }) query: BoardQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<CaseItem>> {
    return this.readBoard.page(query, requester, permissions);
  }

  @Get(':id')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseView })
  view(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseView> {
    return this.viewCase.execute(id, requester, permissions);
  }
}
