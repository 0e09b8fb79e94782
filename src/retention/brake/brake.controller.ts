import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { brakeReasonGiven, brakeView, type BrakeReasonGiven, type BrakeView } from './brake.schemas.js';
import { ReadBrake } from './read-brake.js';
import { ReleaseBrake } from './release-brake.js';

@ApiTags('retention')
@Controller('retention/brake')
export class BrakeController {
  constructor(
    private readonly readBrake: ReadBrake,
    private readonly releaseBrake: ReleaseBrake,
  ) {}

  @Get()
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: brakeView })
  view(@CurrentPermissions() permissions: Permissions): Promise<BrakeView> {
    return this.readBrake.view(permissions);
  }

  @Post('release-proposal')
  @HttpCode(200)
  @Action('propose-release', 'PurgeBrake')
  @ApiOkResponse({ standardSchema: brakeView })
  async propose(
    @Body({ schema: brakeReasonGiven }) { reason }: BrakeReasonGiven,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<BrakeView> {
    await this.releaseBrake.propose(reason, requester);
    return this.readBrake.view(permissions);
  }

  @Post('release')
  @HttpCode(200)
  @Action('release', 'PurgeBrake')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: brakeView })
  async release(
    @Body({ schema: brakeReasonGiven }) { reason }: BrakeReasonGiven,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<BrakeView> {
    await this.releaseBrake.release(reason, requester, permissions);
    return this.readBrake.view(permissions);
  }
}
