import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { people, type People } from './people.schemas.js';
import { ReadPeople } from './read-people.js';

@ApiTags('rights')
@Controller('rights-requests/people')
export class PeopleController {
  constructor(private readonly readPeople: ReadPeople) {}

  @Get()
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: people })
  list(@CurrentRequester() requester: Requester): Promise<People> {
    return this.readPeople.execute(requester);
  }
}
