import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { CurrentRequester, SignedIn, type Requester } from '../../platform/http/index.js';
import { askedFactor, shownFactor, type AskedFactor, type ShownFactor } from './second-factor.schemas.js';
import { StepUp } from './step-up.js';

@ApiTags('identity')
@Controller('sessions/current/step-up')
export class StepUpController {
  constructor(private readonly stepUp: StepUp) {}

  @Post('challenges')
  @SignedIn()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: askedFactor })
  ask(@CurrentRequester() requester: Requester, @Req() { host }: FastifyRequest): Promise<AskedFactor> {
    return this.stepUp.ask(requester, host);
  }

  @Post()
  @HttpCode(204)
  @SignedIn()
  @ApiNoContentResponse()
  async show(
    @Body({ schema: shownFactor }) shown: ShownFactor,
    @CurrentRequester() requester: Requester,
    @Req() { host }: FastifyRequest,
  ): Promise<void> {
    await this.stepUp.execute(shown, requester, host);
  }
}
