import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { OneByOne } from '../../kernel/one-by-one.js';
import { ReleaseCopies } from '../../recordings/index.js';
import { KeepRestricted } from './keep-restricted.js';
import { ReturnErasures } from './return-erasures.js';

/** What must hold for as long as a right does, and what the end of a hold sets free. */
@Injectable()
export class NightlyEffects {
  constructor(
    private readonly returns: ReturnErasures,
    private readonly copies: ReleaseCopies,
    private readonly keepRestricted: KeepRestricted,
  ) {}

  /** @throws AggregateError of what failed; no step holds up those behind it */
  async execute(): Promise<void> {
    const steps = new OneByOne();
    await steps.try(() => this.returns.execute());
    await steps.try(() => this.copies.execute(THE_SYSTEM));
    await steps.try(() => this.keepRestricted.execute());
    steps.assertAllDone();
  }
}
