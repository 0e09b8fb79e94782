import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, format } from '../../platform/http/index.js';
import { ReadStaffUndertakings } from './read-staff-undertakings.js';
import { staffUndertakings, type StaffUndertakings } from './undertakings.schemas.js';

@ApiTags('access')
@Controller('staff/:id/undertakings')
export class StaffUndertakingsController {
  constructor(private readonly undertakings: ReadStaffUndertakings) {}

  @Get()
  @Action('list', 'Undertaking')
  @ApiOkResponse({ standardSchema: staffUndertakings })
  ofStaff(@Param('id', { schema: format.id }) id: string): Promise<StaffUndertakings> {
    return this.undertakings.ofStaff(id);
  }
}
