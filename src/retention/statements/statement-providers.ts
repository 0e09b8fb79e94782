import { CountDeletions } from './count-deletions.js';
import { CountHolds } from './count-holds.js';
import { CountListening } from './count-listening.js';
import { MakeStatement } from './make-statement.js';
import { StatementsController } from './statements.controller.js';

export const STATEMENT_CONTROLLERS = [StatementsController];
export const STATEMENT_PROVIDERS = [CountDeletions, CountHolds, CountListening, MakeStatement];
