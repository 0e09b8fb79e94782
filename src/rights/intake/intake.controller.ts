import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { newRequest, registeredRequest, type NewRequest, type RegisteredRequest } from './intake.schemas.js';
import { RegisterRequest } from './register-request.js';

@ApiTags('rights')
@Controller('rights-requests')
export class IntakeController {
  constructor(private readonly registerRequest: RegisterRequest) {}

  @Post()
  @Action('register', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: registeredRequest })
  register(
    @Body({ schema: newRequest }) wanted: NewRequest,
    @CurrentRequester() requester: Requester,
  ): Promise<RegisteredRequest> {
    return this.registerRequest.execute(wanted, requester);
  }
}
