import { CorrectCall } from './correct-call.js';
import { CorrectParty } from './correct-party.js';
import { ReadCorrections } from './read-corrections.js';
import { SaidOfCall } from './said-of-call.js';
import { Statements } from './statements.js';

/** What the right to rectification does, for the floor that handles requests. */
export const CORRECTIONS = [CorrectCall, Statements];

export const CORRECTION_PROVIDERS = [...CORRECTIONS, CorrectParty, ReadCorrections, SaidOfCall];
