import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Unattended } from '../../identity/index.js';
import { BYTES_BODY, CurrentRequester, SignedIn, type Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { CurrentPermissions } from '../current-permissions.js';
import { TellChanges } from './tell-changes.js';

const EVENTS = 'text/event-stream';

const changesQuery = z.strictObject({ since: z.coerce.number().int().min(0).optional() });
type ChangesQuery = z.output<typeof changesQuery>;

@ApiTags('access')
@Controller('me/changes')
export class ChangesController {
  constructor(private readonly tellChanges: TellChanges) {}

  @Get()
  @SignedIn()
  @Unattended()
  @ApiProduces(EVENTS)
  @ApiOkResponse({
    ...BYTES_BODY,
    description:
      'Server-sent events `rights-changed`, `session-ends-soon`, `session-goes-on`, `session-ended`, `work` (how far the work is that the person waits for) and `heartbeat`, without end.',
  })
  open(
    @Query({ schema: changesQuery }) { since }: ChangesQuery,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): void {
    const { bytes } = this.tellChanges.execute(requester, permissions, since);
    const headers = { 'content-type': EVENTS, 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    void reply.headers(headers).send(bytes);
  }
}
