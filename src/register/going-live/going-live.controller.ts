import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { rulePreview, type RulePreview } from '../../retention/index.js';
import { AssignFinding } from './assign-finding.js';
import { ConfirmDecision } from './confirm-decision.js';
import { DecideFinding } from './decide-finding.js';
import type { FindingName } from './findings.js';
import {
  decisionConfirmation,
  decisionPreviewQuery,
  findingAssignment,
  findingName,
  goingLive,
  newDecision,
  type DecisionConfirmation,
  type DecisionPreviewQuery,
  type FindingAssignment,
  type GoingLive,
  type NewDecision,
} from './going-live.schemas.js';
import { PreviewDecision } from './preview-decision.js';
import { ReadGoingLive } from './read-going-live.js';

/** What the notice leaves open, and what is asked for before the system is taken into use. */
@ApiTags('register')
@Controller('going-live')
export class GoingLiveController {
  constructor(
    private readonly readGoingLive: ReadGoingLive,
    private readonly assignFinding: AssignFinding,
    private readonly decideFinding: DecideFinding,
    private readonly confirmDecision: ConfirmDecision,
    private readonly previewDecision: PreviewDecision,
  ) {}

  @Get()
  @Action('list', 'GoingLiveFinding')
  @ApiOkResponse({ standardSchema: goingLive })
  list(@CurrentRequester() requester: Requester, @CurrentPermissions() permissions: Permissions): Promise<GoingLive> {
    return this.readGoingLive.view(requester, permissions);
  }

  @Put(':finding/owner')
  @Action('assign', 'GoingLiveFinding')
  @ApiOkResponse({ standardSchema: goingLive })
  async assign(
    @Param('finding', { schema: findingName }) finding: FindingName,
    @Body({ schema: findingAssignment }) wanted: FindingAssignment,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<GoingLive> {
    await this.assignFinding.execute(finding, wanted, { ...permissions, requester });
    return this.readGoingLive.view(requester, permissions);
  }

  /** What a choice of retention would move, before it is proposed. */
  @Get(':finding/preview')
  @Action('list', 'GoingLiveFinding')
  @ApiOkResponse({ standardSchema: rulePreview })
  preview(
    @Param('finding', { schema: findingName }) finding: FindingName,
    @Query({ schema: decisionPreviewQuery }) query: DecisionPreviewQuery,
  ): Promise<RulePreview> {
    return this.previewDecision.execute(finding, query);
  }

  @Post(':finding/decisions')
  @HttpCode(200)
  @Action('decide', 'GoingLiveFinding')
  @ApiOkResponse({ standardSchema: goingLive })
  async decide(
    @Param('finding', { schema: findingName }) finding: FindingName,
    @Body({ schema: newDecision }) wanted: NewDecision,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<GoingLive> {
    await this.decideFinding.execute(finding, wanted, { ...permissions, requester });
    return this.readGoingLive.view(requester, permissions);
  }

  @Post(':finding/confirmation')
  @HttpCode(200)
  @Action('confirm', 'GoingLiveFinding')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: goingLive })
  async confirm(
    @Param('finding', { schema: findingName }) finding: FindingName,
    @Body({ schema: decisionConfirmation }) wanted: DecisionConfirmation,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<GoingLive> {
    await this.confirmDecision.execute(finding, wanted, { ...permissions, requester });
    return this.readGoingLive.view(requester, permissions);
  }
}
