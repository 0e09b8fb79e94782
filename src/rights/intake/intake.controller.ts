import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { LookAtCases } from '../search/look-at-cases.js';
import { newRequest, registeredRequest, type NewRequest, type RegisteredRequest } from './intake.schemas.js';
import { RegisterRequest } from './register-request.js';

@ApiTags('rights')
@Controller('rights-requests')
export class IntakeController {
  constructor(
    private readonly registerRequest: RegisterRequest,
    private readonly lookAtCases: LookAtCases,
  ) {}

  @Post()
  @Action('register', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: registeredRequest })
  async register(
    @Body({ schema: newRequest }) wanted: NewRequest,
    @CurrentRequester() requester: Requester,
  ): Promise<RegisteredRequest> {
    const registered = await this.registerRequest.execute(wanted, requester);
    // Registered is registered: a crash here leaves an unsearched case, which the next look takes up within the minute.
    await this.lookAtCases.soon(registered.id);
    return registered;
  }
}
