import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
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

  async execute(): Promise<void> {
    await this.returns.execute();
    await this.copies.execute(THE_SYSTEM);
    await this.keepRestricted.execute();
  }
}
