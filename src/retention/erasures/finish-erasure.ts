import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { EraseCalls } from '../../recordings/index.js';
import { DeletionCertificate } from '../certificates/certificate.entity.js';
import { Finality } from '../certificates/finality.js';
import type { KeptRecording } from '../holds/holds-of.js';
import { CarryOutErasure } from './carry-out-erasure.js';
import type { Erasure } from './erasure.entity.js';

/** Brings an erasure to its end and says from when on nothing that exists anywhere opens what it erased. */
@Injectable()
export class FinishErasure {
  constructor(
    private readonly database: Database,
    private readonly carryOut: CarryOutErasure,
    private readonly calls: EraseCalls,
    private readonly finality: Finality,
  ) {}

  /**
   * The day on which the last backup of the key has lapsed: of the certificate, or the one that it will say unless traces of the key are
   * found in the key ring for longer. Null where the erasure could not be finished now; it goes on by itself.
   */
  async execute({ id, state, targetId }: Pick<Erasure, 'id' | 'state' | 'targetId'>): Promise<Day | null> {
    if (state === 'under-way') await this.carryOut.attempt(id);
    const certificate = await this.database.entities().findOne(DeletionCertificate, { unitId: targetId });
    if (!certificate) return null;
    const { tracesOn, keyDestroyedAt, finalOn } = certificate;
    return finalOn ? parseDay(finalOn) : this.finality.expectedOn({ tracesOn: parseDay(tracesOn), keyDestroyedAt });
  }

  /** The recording as it is now; empty where it has gone. */
  recordings(em: EntityManager, recordingId: string): Promise<readonly KeptRecording[]> {
    return this.calls.find(em, { kind: 'recording', id: recordingId });
  }
}
