import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentRequester, SignedIn, type Page, type Requester } from '../../platform/http/index.js';
import { accessQuery, ownAccessPage, type AccessQuery, type OwnAccess } from './own-accesses.schemas.js';
import { ReadOwnAccesses } from './read-own-accesses.js';

@ApiTags('me')
@Controller('me/accesses')
export class OwnAccessesController {
  constructor(private readonly readOwnAccesses: ReadOwnAccesses) {}

  @Get()
  @SignedIn()
  @ApiOkResponse({ standardSchema: ownAccessPage })
  list(
    @Query({ schema: accessQuery }) query: AccessQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Page<OwnAccess>> {
    return this.readOwnAccesses.execute(query, requester);
  }
}
