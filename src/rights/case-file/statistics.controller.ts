import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { CountYear } from './count-year.js';
import { yearQuery, yearView, type YearQuery, type YearView } from './year.schemas.js';

@ApiTags('rights')
@Controller('rights-requests/statistics')
export class StatisticsController {
  constructor(private readonly countYear: CountYear) {}

  @Get()
  @Action('list', 'RightsCase')
  @ApiOkResponse({ standardSchema: yearView })
  year(
    @Query({ schema: yearQuery }) { year }: YearQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<YearView> {
    return this.countYear.execute(year, requester, permissions);
  }
}
