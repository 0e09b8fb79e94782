import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { AskEffects } from './ask-effects.js';
import { ConfirmEffect } from './confirm-effect.js';
import {
  effectConfirmation,
  effectList,
  effectView,
  newBlock,
  newErasureOfCase,
  newUnblock,
  type EffectConfirmation,
  type EffectView,
  type NewBlock,
  type NewErasureOfCase,
  type NewUnblock,
} from './effects.schemas.js';
import { PrepareEffect } from './prepare-effect.js';
import { ReadEffects } from './read-effects.js';

/** What is done for rights of a case, and who confirms it. */
@ApiTags('rights')
@Controller('rights-requests/:id')
export class EffectsController {
  constructor(
    private readonly prepare: PrepareEffect,
    private readonly ask: AskEffects,
    private readonly confirmEffect: ConfirmEffect,
    private readonly read: ReadEffects,
  ) {}

  @Get('effects')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: effectList })
  async list(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<{ items: EffectView[] }> {
    return { items: await this.read.list(id, requester, permissions) };
  }

  @Post('effects/:effectId/confirmation')
  @HttpCode(200)
  @Action('confirm', 'RightsCase')
  @ApiOkResponse({ standardSchema: effectView })
  async confirm(
    @Param('id', { schema: format.id }) id: string,
    @Param('effectId', { schema: format.id }) effectId: string,
    @Body({ schema: effectConfirmation }) { sendBack }: EffectConfirmation,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EffectView> {
    if (sendBack === undefined) await this.confirmEffect.confirm(id, effectId, requester, permissions);
    else await this.confirmEffect.sendBack(id, effectId, sendBack, requester, permissions);
    return this.read.shown(id, effectId, permissions);
  }

  @Post('purpose-blocks')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: effectView })
  async block(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newBlock }) wanted: NewBlock,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EffectView> {
    return this.read.shown(id, await this.ask.block(id, wanted, requester, permissions), permissions);
  }

  @Post('purpose-unblocks')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: effectView })
  async unblock(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newUnblock }) { recordingIds, ...wanted }: NewUnblock,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EffectView> {
    const asked = { effect: { kind: 'purpose-unblock', wanted }, recordingIds } as const;
    return this.read.shown(id, await this.prepare.execute(id, asked, requester, permissions), permissions);
  }

  @Post('erasures')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: effectView })
  async erase(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newErasureOfCase }) wanted: NewErasureOfCase,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EffectView> {
    return this.read.shown(id, await this.ask.erase(id, wanted, requester, permissions), permissions);
  }
}
