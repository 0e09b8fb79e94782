import { Injectable } from '@nestjs/common';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { Database } from '../../platform/database/index.js';
import type { PartyField } from '../party-fields.js';
import { PartyCorrection } from './correction.entity.js';
import { openChange } from './sealed-change.js';

/** A correction as it is shown with its field, which whoever sees it may see. */
export interface ShownCorrection {
  readonly version: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly why: string;
  readonly correctedBy: string | null;
  readonly correctedAt: string;
}

/** That something was corrected; the values of masked fields stay masked. */
export interface CorrectionMark {
  readonly partyId: string | null;
  readonly field: PartyCorrection['field'];
  readonly version: number;
  readonly correctedAt: string;
}

/** Reads the versions of corrected fields, oldest first. */
@Injectable()
export class ReadCorrections {
  constructor(private readonly database: Database) {}

  /** That there are corrections of a contact: which fields, not what. */
  async marks(contactId: string, recordingId: string): Promise<CorrectionMark[]> {
    const found = await this.#find({ contactId });
    return found
      .filter(one => one.field !== 'unit' || one.recordingId === recordingId)
      .map(({ partyId, field, version, correctedAt }) => ({
        ...{ partyId: partyId ?? null, field, version },
        correctedAt: correctedAt.toISOString(),
      }));
  }

  /** What a party's field was, for somebody to whom it has just been revealed. */
  async ofField(key: DataKey, contactId: string, partyId: string, field: PartyField): Promise<ShownCorrection[]> {
    return (await this.#find({ contactId, partyId, field })).map(one => shown(key, one));
  }

  /** Every correction of a contact, in clear: for whoever takes the contact out. */
  async ofContact(key: DataKey, contactId: string) {
    const found = await this.#find({ contactId });
    return found.map(one => {
      const { partyId = null, field, reference } = one;
      return { recordingId: one.recordingId, partyId, field, reference, ...shown(key, one) };
    });
  }

  async #find(where: Partial<Pick<PartyCorrection, 'contactId' | 'partyId' | 'field'>>): Promise<PartyCorrection[]> {
    return this.database.entities().find(PartyCorrection, where, { orderBy: { id: 'asc' } });
  }
}

function shown(key: DataKey, correction: PartyCorrection): ShownCorrection {
  const { version, correctedBy = null, correctedAt } = correction;
  return { version, ...openChange(key, correction), correctedBy, correctedAt: correctedAt.toISOString() };
}
