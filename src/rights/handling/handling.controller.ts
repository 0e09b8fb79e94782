import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { caseItem, type CaseItem } from '../board/board.schemas.js';
import { CloseCase } from './close-case.js';
import { FindSimilar } from './find-similar.js';
import { closing, move, newLink, similarCases, triage } from './handling.schemas.js';
import type { Closing, Move, NewLink, SimilarCases, Triage } from './handling.schemas.js';
import { LinkCases } from './link-cases.js';
import { MoveCase } from './move-case.js';
import { TriageCase } from './triage-case.js';

/** What officers do with a request from its triage to its close; each answers with the case as the board shows it. */
@ApiTags('rights')
@Controller('rights-requests/:id')
export class HandlingController {
  constructor(
    private readonly triageCase: TriageCase,
    private readonly moveCase: MoveCase,
    private readonly closeCase: CloseCase,
    private readonly linkCases: LinkCases,
    private readonly findSimilar: FindSimilar,
  ) {}

  @Post('triage')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseItem })
  triage(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: triage }) wanted: Triage,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseItem> {
    return this.triageCase.execute(id, wanted, { requester, permissions });
  }

  @Post('moves')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseItem })
  move(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: move }) { to }: Move,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseItem> {
    return this.moveCase.execute(id, to, { requester, permissions });
  }

  @Post('closing')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseItem })
  close(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: closing }) wanted: Closing,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseItem> {
    return this.closeCase.execute(id, wanted, { requester, permissions });
  }

  @Post('links')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseItem })
  link(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newLink }) wanted: NewLink,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseItem> {
    return this.linkCases.link(id, wanted.with, { requester, permissions });
  }

  @Delete('links')
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: caseItem })
  unlink(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CaseItem> {
    return this.linkCases.unlink(id, { requester, permissions });
  }

  @Get('similar')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: similarCases })
  similar(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<SimilarCases> {
    return this.findSimilar.execute(id, { requester, permissions });
  }
}
