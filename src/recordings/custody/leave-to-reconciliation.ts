import { Logger } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { isDatabaseAway } from '../../platform/database/database-away.js';

const logger = new Logger('custody');

/**
 * Tidies up after a commit. Where the key ring or the database is away for a moment, what is left is the nightly reconciliation's:
 * an error would say of what is committed that it was not done, and whoever began it would undo it (ADR 0007).
 */
export async function orLeaveToReconciliation(tidyUp: () => Promise<void>): Promise<void> {
  try {
    await tidyUp();
  } catch (error) {
    if (!(error instanceof DomainError) && !isDatabaseAway(error)) throw error;
    const code = error instanceof DomainError ? error.code : 'database-away';
    logger.warn(`a key that is needed no longer is left to reconciliation: ${code}`);
  }
}
