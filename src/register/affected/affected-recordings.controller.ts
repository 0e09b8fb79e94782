import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { affectedRecordings, listingNumber, type AffectedRecordings } from './incidents.schemas.js';
import { ReadRecordingsOfListing } from './read-recordings-of-listing.js';

/** Which recordings of a list are there, and until when. */
@ApiTags('register')
@Controller('incidents/:id/listings/:number/recordings')
export class AffectedRecordingsController {
  constructor(private readonly readRecordings: ReadRecordingsOfListing) {}

  @Get()
  @Action('read', 'Incident')
  @ApiOkResponse({ standardSchema: affectedRecordings })
  list(
    @Param('id', { schema: format.id }) id: string,
    @Param('number', { schema: listingNumber }) number: number,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<AffectedRecordings> {
    return this.readRecordings.execute(id, number, requester, permissions);
  }
}
