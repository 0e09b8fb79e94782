import { Injectable } from '@nestjs/common';
import type { DataKey } from '../../platform/crypto/data-key.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { CaseRecording } from './case-rows.entity.js';
import { CaseTexts, type TextPlace } from './case-texts.js';
import type { StoredAssessment } from './stored-assessment.js';

/** Seals and opens what people wrote about a recording of a case. */
@Injectable()
export class RecordingTexts {
  constructor(private readonly texts: CaseTexts) {}

  keyOf(em: EntityManager, caseId: string): Promise<DataKey> {
    return this.texts.keyOf(em, caseId);
  }

  /** Empty where nobody has written anything. @throws DecryptionFailed */
  open(key: DataKey, { recordingId, sealedAssessment }: CaseRecording): StoredAssessment {
    return this.texts.open<StoredAssessment>(key, placeOf(recordingId), sealedAssessment) ?? {};
  }

  seal(key: DataKey, recordingId: string, assessment: StoredAssessment): Buffer {
    return this.texts.seal(key, placeOf(recordingId), assessment);
  }
}

function placeOf(recordingId: string): TextPlace {
  return { row: 'recording', id: recordingId, field: 'assessment' };
}
