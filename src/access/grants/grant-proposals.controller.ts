import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  Action,
  CurrentRequester,
  format,
  FreshSecondFactor,
  type Page,
  type Requester,
} from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { CurrentPermissions } from '../current-permissions.js';
import { DecideProposal } from './decide-proposal.js';
import {
  proposalDecision,
  proposalPage,
  proposalQuery,
  proposalView,
  proposed,
  revocationProposal,
  type NewRevocationProposal,
  type ProposalDecision,
  type ProposalQuery,
  type ProposalView,
  type Proposed,
} from './grant-proposals.schemas.js';
import { ProposeAgainstGrant } from './propose-against-grant.js';
import { ReadProposals } from './read-proposals.js';
import { WithdrawProposals } from './withdraw-proposals.js';

@ApiTags('access')
@Controller()
export class GrantProposalsController {
  constructor(
    private readonly readProposals: ReadProposals,
    private readonly decideProposal: DecideProposal,
    private readonly withdrawProposals: WithdrawProposals,
    private readonly proposeAgainstGrant: ProposeAgainstGrant,
  ) {}

  @Get('grant-proposals')
  @Action('list', 'GrantProposal')
  @ApiOkResponse({ standardSchema: proposalPage })
  list(
    @Query({ schema: proposalQuery }) query: ProposalQuery,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<ProposalView>> {
    return this.readProposals.page(query, permissions);
  }

  @Post('grant-proposals/:id/decision')
  @HttpCode(200)
  @Action('decide', 'GrantProposal')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: proposalView })
  async decide(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: proposalDecision }) decision: ProposalDecision,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ProposalView> {
    const proposal = await this.decideProposal.execute(id, decision, requester, permissions);
    return this.readProposals.view(proposal, permissions);
  }

  @Post('grant-proposals/:id/withdrawal')
  @HttpCode(200)
  @Action('withdraw', 'GrantProposal')
  @ApiOkResponse({ standardSchema: proposalView })
  async withdraw(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ProposalView> {
    const proposal = await this.withdrawProposals.execute(id, requester, permissions);
    return this.readProposals.view(proposal, permissions);
  }

  @Post('grants/:id/revocation-proposal')
  @Action('read', 'AccessReport')
  @ApiCreatedResponse({ standardSchema: proposed })
  proposeRevocation(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: revocationProposal }) wanted: NewRevocationProposal,
    @CurrentRequester() requester: Requester,
  ): Promise<Proposed> {
    return this.proposeAgainstGrant.execute(id, wanted, requester);
  }
}
