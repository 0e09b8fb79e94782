import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import {
  confirmation,
  decidedClaim,
  forwarded,
  newDecision,
  newForwarding,
  type Confirmation,
  type DecidedClaim,
  type Forwarded,
  type NewDecision,
  type NewForwarding,
} from './assessment.schemas.js';
import { ConfirmClaim } from './confirm-claim.js';
import { DecideClaim } from './decide-claim.js';
import { ForwardRequest } from './forward-request.js';

@ApiTags('rights')
@Controller('rights-requests/:id')
export class DecisionsController {
  constructor(
    private readonly decideClaim: DecideClaim,
    private readonly confirmClaim: ConfirmClaim,
    private readonly forwardRequest: ForwardRequest,
  ) {}

  @Post('claims/:claimId/decision')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: decidedClaim })
  decide(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('claimId', { schema: format.id }) claimId: string,
    @Body({ schema: newDecision }) wanted: NewDecision,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<DecidedClaim> {
    return this.decideClaim.execute({ caseId, claimId }, wanted, requester, permissions);
  }

  @Post('claims/:claimId/confirmation')
  @HttpCode(200)
  @Action('confirm', 'RightsCase')
  @ApiOkResponse({ standardSchema: decidedClaim })
  confirm(
    @Param('id', { schema: format.id }) caseId: string,
    @Param('claimId', { schema: format.id }) claimId: string,
    @Body({ schema: confirmation }) said: Confirmation,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<DecidedClaim> {
    return this.confirmClaim.execute({ caseId, claimId }, said, requester, permissions);
  }

  @Post('forwarding')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: forwarded })
  forward(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newForwarding }) told: NewForwarding,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Forwarded> {
    return this.forwardRequest.execute(id, told, requester, permissions);
  }
}
