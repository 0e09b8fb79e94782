import type { DataKey } from '../../platform/crypto/data-key.js';
import { openField, sealField } from '../../platform/crypto/field-cipher.js';
import type { PartyCorrection, SupplementaryStatement } from './correction.entity.js';

/** What a correction changed; null where there was or is nothing. */
export interface Change {
  readonly from: string | null;
  readonly to: string | null;
  readonly why: string;
}

type CorrectionId = Pick<PartyCorrection, 'id' | 'contactId'>;
type StatementId = Pick<SupplementaryStatement, 'id' | 'recordingId'>;

/** Seals a change under the contact's key; it cannot be moved to another correction. */
export function sealChange(key: DataKey, correction: CorrectionId, change: Change): Buffer {
  return sealField(key, changeContext(correction), JSON.stringify(change));
}

/** @throws DecryptionFailed */
export function openChange(key: DataKey, correction: CorrectionId & Pick<PartyCorrection, 'sealedChange'>): Change {
  return JSON.parse(openField(key, changeContext(correction), Buffer.from(correction.sealedChange))) as Change; // as it was sealed
}

/** Seals a statement under the recording's key. */
export function sealStatement(key: DataKey, statement: StatementId, text: string): Buffer {
  return sealField(key, statementContext(statement), text);
}

/** @throws DecryptionFailed */
export function openStatement(key: DataKey, row: StatementId & Pick<SupplementaryStatement, 'sealedText'>): string {
  return openField(key, statementContext(row), Buffer.from(row.sealedText));
}

function changeContext({ id, contactId }: CorrectionId): string {
  return `contact/${contactId}/correction/${id}`;
}

function statementContext({ id, recordingId }: StatementId): string {
  return `recording/${recordingId}/statement/${id}`;
}
