import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { CurrentRequester, SignedIn, type Requester } from '../../platform/http/index.js';
import { AcknowledgeUndertaking } from './acknowledge-undertaking.js';
import { acknowledgement, type Acknowledgement } from './undertakings.schemas.js';

@ApiTags('access')
@Controller('me')
export class OwnUndertakingController {
  constructor(private readonly acknowledgeUndertaking: AcknowledgeUndertaking) {}

  @Post('undertaking')
  @HttpCode(204)
  @SignedIn()
  @ApiNoContentResponse()
  async acknowledge(
    @Body({ schema: acknowledgement }) given: Acknowledgement,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.acknowledgeUndertaking.execute(given, requester);
  }
}
