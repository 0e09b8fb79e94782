import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { DecideHold } from './decide-hold.js';
import { ExtendHold } from './extend-hold.js';
import {
  approval,
  ending,
  holdItem,
  newExtension,
  newReview,
  type Approval,
  type EndingWords,
  type HoldItem,
  type NewExtension,
  type NewReview,
} from './holds.schemas.js';
import { ReadHolds } from './read-holds.js';
import { ReleaseHold } from './release-hold.js';
import { ReviewHold } from './review-hold.js';

@ApiTags('retention')
@Controller('holds')
export class HoldChangesController {
  constructor(
    private readonly decideHold: DecideHold,
    private readonly extendHold: ExtendHold,
    private readonly reviewHold: ReviewHold,
    private readonly releaseHold: ReleaseHold,
    private readonly readHolds: ReadHolds,
  ) {}

  @Post(':id/approval')
  @HttpCode(200)
  @Action('decide', 'Hold')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: holdItem })
  async approve(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: approval }) _: Approval,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<HoldItem> {
    await this.decideHold.approve(id, requester, permissions);
    return this.readHolds.item(id, permissions);
  }

  @Post(':id/refusal')
  @HttpCode(200)
  @Action('decide', 'Hold')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: holdItem })
  async refuse(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: ending }) { reason }: EndingWords,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<HoldItem> {
    await this.decideHold.refuse(id, reason, requester, permissions);
    return this.readHolds.item(id, permissions);
  }

  @Post(':id/extensions')
  @Action('extend', 'Hold')
  @ApiCreatedResponse({ standardSchema: holdItem })
  async extend(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newExtension }) wanted: NewExtension,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<HoldItem> {
    return this.readHolds.item(await this.extendHold.execute(id, wanted, requester, permissions), permissions);
  }

  @Post(':id/reviews')
  @Action('review', 'Hold')
  @ApiCreatedResponse({ standardSchema: holdItem })
  async review(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newReview }) looked: NewReview,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<HoldItem> {
    await this.reviewHold.execute(id, looked, requester, permissions);
    return this.readHolds.item(id, permissions);
  }

  @Post(':id/release')
  @HttpCode(200)
  @Action('release', 'Hold')
  @ApiOkResponse({ standardSchema: holdItem })
  async release(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: ending }) { reason }: EndingWords,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<HoldItem> {
    await this.releaseHold.execute(id, reason, requester, permissions);
    return this.readHolds.item(id, permissions);
  }
}
