import { Injectable } from '@nestjs/common';
import { THE_SYSTEM } from '../../audit/index.js';
import { ReleaseCopies } from '../../recordings/index.js';
import { KeepRestricted } from './keep-restricted.js';

/** What must hold for as long as a right does. */
@Injectable()
export class NightlyEffects {
  constructor(
    private readonly copies: ReleaseCopies,
    private readonly keepRestricted: KeepRestricted,
  ) {}

  async execute(): Promise<void> {
    await this.copies.execute(THE_SYSTEM);
    await this.keepRestricted.execute();
  }
}
