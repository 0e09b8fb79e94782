import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import * as schemas from './letter.schemas.js';
import { MakeLetter } from './make-letter.js';
import { MissingOfLetter } from './missing-of-letter.js';

@ApiTags('rights')
@Controller('rights-requests/:id/letters')
export class LettersController {
  constructor(
    private readonly makeLetter: MakeLetter,
    private readonly missing: MissingOfLetter,
  ) {}

  @Post()
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: schemas.madeLetter })
  make(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.newLetter }) wanted: schemas.NewLetter,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.MadeLetter> {
    return this.makeLetter.execute(id, wanted, requester, permissions);
  }

  @Get('missing')
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: schemas.missingView })
  lacks(
    @Param('id', { schema: format.id }) id: string,
    @Query({ schema: schemas.missingQuery }) query: schemas.MissingQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.MissingView> {
    return this.missing.execute(id, query, requester, permissions);
  }
}
