import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { proofView, type ProofView } from './log.schemas.js';
import { ProveEvent } from './prove-event.js';

@ApiTags('audit')
@Controller('audit/events/:id/proof')
export class EventProofController {
  constructor(private readonly prove: ProveEvent) {}

  @Get()
  @Action('read', 'AuditEvent')
  @ApiOkResponse({ standardSchema: proofView })
  async proof(
    @Param('id', { schema: format.id }) eventId: string,
    @CurrentRequester() requester: Requester,
  ): Promise<ProofView> {
    const { leaf, leafHash, hashes, ...proof } = await this.prove.execute(eventId, requester);
    return {
      ...{ eventId, ...proof, leaf: leaf && leaf.toString('base64'), leafHash: leafHash.toString('base64') },
      hashes: hashes.map(hash => hash.toString('base64')),
    };
  }
}
