import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { DecideRule } from './decide-rule.js';
import { PreviewRule } from './preview-rule.js';
import { ProposeRule } from './propose-rule.js';
import { ReadRules } from './read-rules.js';
import {
  newRule,
  proposedRule,
  ruleDecision,
  ruleList,
  rulePreview,
  ruleVersion,
  ruleView,
  type NewRule,
  type ProposedRuleView,
  type RuleDecision,
  type RuleList,
  type RulePreview,
  type RuleView,
} from './rules.schemas.js';

/** How long calls are kept: the versions of the rule. */
@ApiTags('retention')
@Controller('retention/rules')
export class RulesController {
  constructor(
    private readonly readRules: ReadRules,
    private readonly proposeRule: ProposeRule,
    private readonly previewRule: PreviewRule,
    private readonly decideRule: DecideRule,
  ) {}

  @Get()
  @Action('list', 'RetentionRule')
  @ApiOkResponse({ standardSchema: ruleList })
  list(@CurrentPermissions() permissions: Permissions): Promise<RuleList> {
    return this.readRules.list(permissions);
  }

  @Post()
  @Action('propose', 'RetentionRule')
  @ApiCreatedResponse({ standardSchema: proposedRule })
  async propose(
    @Body({ schema: newRule }) wanted: NewRule,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ProposedRuleView> {
    const { version } = await this.proposeRule.execute(wanted, requester);
    return {
      rule: await this.readRules.one(version, permissions),
      preview: await this.previewRule.execute(version),
    };
  }

  @Get(':version/preview')
  @Action('list', 'RetentionRule')
  @ApiOkResponse({ standardSchema: rulePreview })
  preview(@Param('version', { schema: ruleVersion }) version: number): Promise<RulePreview> {
    return this.previewRule.execute(version);
  }

  @Post(':version/decision')
  @HttpCode(200)
  @Action('decide', 'RetentionRule')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: ruleView })
  async decide(
    @Param('version', { schema: ruleVersion }) version: number,
    @Body({ schema: ruleDecision }) decision: RuleDecision,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RuleView> {
    await this.decideRule.execute(version, decision, requester, permissions);
    return this.readRules.one(version, permissions);
  }
}
