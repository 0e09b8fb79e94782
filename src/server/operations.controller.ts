import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { LogGate } from '../audit/index.js';
import { DomainError } from '../kernel/errors.js';
import { Database, Standby } from '../platform/database/index.js';
import { Anyone } from '../platform/http/index.js';

const state = z.strictObject({ status: z.literal('ok') });
type State = z.infer<typeof state>;

/** Whether the process lives, and whether it can do its work. */
@ApiTags('operations')
@Controller()
export class OperationsController {
  constructor(
    private readonly database: Database,
    private readonly gate: LogGate,
    private readonly standby: Standby,
  ) {}

  @Get('healthz')
  @Anyone()
  @ApiOkResponse({ standardSchema: state })
  alive(): State {
    return { status: 'ok' };
  }

  @Get('readyz')
  @Anyone()
  @ApiOkResponse({ standardSchema: state })
  async ready(): Promise<State> {
    if (this.gate.isClosed('late')) {
      throw new DomainError('unavailable', 'not-ready', 'The access log is behind; this ends by itself.');
    }
    try {
      await this.database.query({ name: 'ready', text: 'select 1' });
      if (await this.standby.isThere()) return { status: 'ok' };
    } catch (cause) {
      throw new DomainError('unavailable', 'not-ready', 'The database does not answer.', {}, { cause });
    }
    const sentence = 'The standby of the database is away, and nothing is committed until it is back.';
    throw new DomainError('unavailable', 'not-ready', sentence);
  }
}
