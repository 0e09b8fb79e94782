import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { LogGate } from '../audit/index.js';
import { DomainError } from '../kernel/errors.js';
import { Anyone } from '../platform/http/index.js';
import { WatchBucket } from '../recordings/index.js';
import { Readiness } from './readiness.js';

const state = z.strictObject({ status: z.literal('ok') });
type State = z.infer<typeof state>;

/** A latched alarm is no reason to take an instance out: an auditor clears it here. It is told, so that a watcher sees it. */
const readiness = z.strictObject({
  status: z.literal('ok'),
  /** Why nothing is played, by codes; empty while everything is. */
  playbackClosed: z.array(z.enum(['not-continued', 'copy-missing', 'alarm', 'late'])),
  /** How this instance's last look into the bucket went that others fill: what is wrong there stops nothing here. */
  inboxBucket: z.enum(['none', 'ok', 'failing']),
});
type ReadinessState = z.infer<typeof readiness>;

/** Whether the process lives, and whether it can do its work. */
@ApiTags('operations')
@Controller()
export class OperationsController {
  constructor(
    private readonly readiness: Readiness,
    private readonly gate: LogGate,
    private readonly watchBucket: WatchBucket,
  ) {}

  @Get('healthz')
  @Anyone()
  @ApiOkResponse({ standardSchema: state })
  alive(): State {
    return { status: 'ok' };
  }

  /** @throws DomainError `not-ready` with the parts that are missing */
  @Get('readyz')
  @Anyone()
  @ApiOkResponse({ standardSchema: readiness })
  async ready(): Promise<ReadinessState> {
    const missing = await this.readiness.missing();
    if (missing.length === 0)
      return { status: 'ok', playbackClosed: this.gate.reasons(), inboxBucket: this.watchBucket.state };
    throw new DomainError('unavailable', 'not-ready', 'Something that every request needs is not there.', { missing });
  }
}
