import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { AskEffects } from './ask-effects.js';
import {
  effectView,
  newCorrection,
  newException,
  newLifting,
  newRestriction,
  newStatement,
  type EffectView,
  type NewCorrection,
  type NewException,
  type NewLifting,
  type NewRestriction,
  type NewStatement,
} from './effects.schemas.js';
import { PrepareEffect } from './prepare-effect.js';
import { ReadEffects } from './read-effects.js';

/** Restriction (GDPR art. 18) and rectification (art. 16) of the recordings of a case. */
@ApiTags('rights')
@Controller('rights-requests/:id')
export class RestrictionsController {
  constructor(
    private readonly prepare: PrepareEffect,
    private readonly ask: AskEffects,
    private readonly read: ReadEffects,
  ) {}

  @Post('restrictions')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: effectView })
  async restrict(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newRestriction }) { recordingIds, ...wanted }: NewRestriction,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EffectView> {
    const asked = { effect: { kind: 'restriction', wanted }, recordingIds } as const;
    return this.read.shown(id, await this.prepare.execute(id, asked, requester, permissions), permissions);
  }

  @Post('restriction-exceptions')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: effectView })
  async except(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newException }) { recordingIds, ...wanted }: NewException,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EffectView> {
    const asked = { effect: { kind: 'restriction-exception', wanted }, recordingIds } as const;
    return this.read.shown(id, await this.prepare.execute(id, asked, requester, permissions), permissions);
  }

  @Post('restriction-liftings')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: effectView })
  async lift(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newLifting }) wanted: NewLifting,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EffectView> {
    return this.read.shown(id, await this.ask.lift(id, wanted, requester, permissions), permissions);
  }

  @Post('corrections')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: effectView })
  async correct(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newCorrection }) { recordingId, ...wanted }: NewCorrection,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EffectView> {
    const asked = { effect: { kind: 'correction', wanted }, recordingIds: [recordingId] } as const;
    return this.read.shown(id, await this.prepare.execute(id, asked, requester, permissions), permissions);
  }

  @Post('statements')
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: effectView })
  async state(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newStatement }) { recordingId, ...wanted }: NewStatement,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EffectView> {
    const asked = { effect: { kind: 'statement', wanted }, recordingIds: [recordingId] } as const;
    return this.read.shown(id, await this.prepare.execute(id, asked, requester, permissions), permissions);
  }
}
