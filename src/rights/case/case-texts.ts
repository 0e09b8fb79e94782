import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { openField, sealField } from '../../platform/crypto/field-cipher.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Dossiers } from '../../recordings/index.js';
import type { RequestTexts, RightsCase } from './rights-case.entity.js';

/** Which text of a case: the kind of its row, the row's id, and the field. */
export interface TextPlace {
  readonly row: 'case' | 'claim' | 'entry' | 'search' | 'recording' | 'document' | 'delivery' | 'effect' | 'redaction';
  readonly id: string;
  readonly field: string;
}

/** Seals what is personal in a case under the data key of its dossier. Values are JSON. */
@Injectable()
export class CaseTexts {
  constructor(private readonly dossiers: Dossiers) {}

  /** The key of a case's dossier. @throws KeyGone where it has gone, or to another day meanwhile */
  keyOf(em: EntityManager, caseId: string): Promise<DataKey> {
    return this.dossiers.keyOf(em, caseId);
  }

  /** The last day on which a case is kept. */
  lastDay(em: EntityManager, caseId: string): Promise<Day> {
    return this.dossiers.lastDay(em, caseId);
  }

  seal(key: DataKey, place: TextPlace, value: unknown): Buffer {
    return sealField(key, contextOf(place), JSON.stringify(value));
  }

  /** As the type that is sealed at that place; null where nothing is. @throws DecryptionFailed */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each place has one type, which its writer and reader share
  open<T>(key: DataKey, place: TextPlace, sealed: Uint8Array | null | undefined): T | null {
    return sealed ? (JSON.parse(openField(key, contextOf(place), Buffer.from(sealed))) as T) : null;
  }

  request(key: DataKey, { id, sealedRequest }: Pick<RightsCase, 'id' | 'sealedRequest'>): RequestTexts {
    const texts = this.open<RequestTexts>(key, requestPlace(id), sealedRequest);
    if (!texts) throw new TypeError('A case has its request.');
    return texts;
  }
}

/** Where the request of a case lies. */
export function requestPlace(id: string): TextPlace {
  return { row: 'case', id, field: 'request' };
}

function contextOf({ row, id, field }: TextPlace): string {
  return `rights/${row}/${id}/${field}`;
}
