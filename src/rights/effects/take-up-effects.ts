import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { DomainError } from '../../kernel/errors.js';
import { errnoOf } from '../../platform/files/durable.js';
import { Database, type Statement } from '../../platform/database/index.js';
import { CarryOutEffect } from './carry-out-effect.js';

/** Whoever began it is given so long to finish it. */
const INTERRUPTED_MS = 60_000;

/** Goes on with effects that were begun and interrupted, oldest first. */
@Injectable()
export class TakeUpEffects {
  readonly #logger = new Logger(TakeUpEffects.name);

  constructor(
    private readonly database: Database,
    private readonly carryOut: CarryOutEffect,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - INTERRUPTED_MS);
    const begun = await this.database.query<{ readonly id: string }>(BEGUN, [before]);
    for (const { id } of begun) await this.#attempt(id);
  }

  /** One that fails does not keep the others back; a refusal is settled and on record. */
  async #attempt(id: string): Promise<void> {
    try {
      await this.carryOut.execute(id);
    } catch (error) {
      if (error instanceof DomainError) return;
      const reason = errnoOf(error) ?? (error instanceof Error ? error.name : 'unknown');
      this.#logger.error(`couldn't bring about an effect (${reason}); it goes on at the next look`);
    }
  }
}

const BEGUN: Statement = {
  name: 'rights-effects-begun',
  text: `
    select id from rights_effect where state = 'begun' and coalesce(confirmed_at, prepared_at) < $1 order by prepared_at`,
};
