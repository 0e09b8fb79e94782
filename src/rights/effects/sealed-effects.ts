import { Injectable } from '@nestjs/common';
import type { EntityManager } from '../../platform/database/index.js';
import { CaseTexts } from '../case/case-texts.js';
import type { SealedEffect } from './effect-detail.js';
import type { Effect } from './effect.entity.js';

/** Seals what an effect is about under the key of its case's dossier. */
@Injectable()
export class SealedEffects {
  constructor(private readonly texts: CaseTexts) {}

  async seal(em: EntityManager, effect: Pick<Effect, 'id' | 'caseId'>, value: SealedEffect): Promise<Buffer> {
    return this.texts.seal(await this.texts.keyOf(em, effect.caseId), placeOf(effect), value);
  }

  /** @throws KeyGone; DecryptionFailed */
  async open(em: EntityManager, effect: Pick<Effect, 'id' | 'caseId' | 'sealedDetail'>): Promise<SealedEffect> {
    const key = await this.texts.keyOf(em, effect.caseId);
    const opened = this.texts.open<SealedEffect>(key, placeOf(effect), effect.sealedDetail);
    if (!opened) throw new TypeError('An effect has its detail.');
    return opened;
  }
}

function placeOf({ id }: Pick<Effect, 'id'>) {
  return { row: 'effect', id, field: 'detail' } as const;
}
