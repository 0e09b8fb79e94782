import { LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { parseDay, type Day } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { DueDays } from '../../platform/crypto/due-days.js';
import { KeyRing } from '../../platform/crypto/key-ring.js';
import { queueDeletions } from '../../platform/blobs/blob-deletions.js';
import type { EntityManager } from '../../platform/database/index.js';
import { notFound } from '../../kernel/errors.js';
import { UnitKeys } from '../custody/unit-keys.js';
import { surelyRolledBack } from '../ingest/discard-delivery.js';
import { Dossier, DossierFile, type DossierKind } from './dossier.entity.js';

/** Begins dossiers, moves them to another last day, and takes single files out of them. */
@Injectable()
export class Dossiers {
  constructor(
    private readonly keys: UnitKeys,
    private readonly keyRing: KeyRing,
    private readonly dueDays: DueDays,
    private readonly clock: Clock,
  ) {}

  /** Before the transaction that files it: a key. A crash after this leaves a wrapped key, which reconciliation removes. */
  begin(id: string, dueOn: Day): Promise<DataKey> {
    return this.keys.begin(id, dueOn);
  }

  /** After an `error` that says that nothing was filed: the key of {@link begin} goes. Otherwise it is left to reconciliation. */
  async discard(id: string, error: unknown): Promise<void> {
    if (surelyRolledBack(error)) await this.keyRing.destroy(id);
  }

  /** In the transaction that makes the case: the row. @throws DomainError `day-closed` */
  async file(em: EntityManager, id: string, kind: DossierKind, reference: string, dueOn: Day): Promise<void> {
    await this.dueDays.lockOpen(em, dueOn);
    await em.persist(em.create(Dossier, { id, kind, reference, dueOn, createdAt: this.clock.now() })).flush();
  }

  /** The last day of a dossier, as `em` sees it now. @throws DomainError `not-found` */
  async lastDay(em: EntityManager, id: string): Promise<Day> {
    const dossier = await em.findOne(Dossier, { id }, { refresh: true });
    if (!dossier) throw notFound();
    return parseDay(dossier.dueOn);
  }

  /** The data key of a dossier. @throws KeyGone for what is over, or went to another day meanwhile */
  async keyOf(em: EntityManager, id: string): Promise<DataKey> {
    return this.keyRing.open(id, await this.lastDay(em, id));
  }

  /** The dossiers of a kind that end by `day`, the earliest first. */
  async endingBy(em: EntityManager, kind: DossierKind, day: Day): Promise<KeptDossier[]> {
    const orderBy = { dueOn: 'asc', id: 'asc' } as const;
    return em.find(Dossier, { kind, dueOn: { $lte: day } }, { orderBy });
  }

  /** A dossier and its files, locked until the end of the transaction; null where there is none any more. */
  async lock(em: EntityManager, id: string): Promise<KeptDossier | null> {
    return em.findOne(Dossier, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  /**
   * Moves a dossier that is locked, with its files, to the day `to`, in the caller's transaction; after its commit comes
   * {@link settle} with what this returns. @throws DomainError `day-closed`
   */
  async move(em: EntityManager, dossier: KeptDossier, to: Day): Promise<MovedDossier> {
    const from = parseDay(dossier.dueOn);
    const lockMode = LockMode.PESSIMISTIC_WRITE;
    const files = await em.find(DossierFile, { dossierId: dossier.id }, { lockMode, orderBy: { id: 'asc' } });
    if (from === to) return { id: dossier.id, files: [], from };
    for (const { id } of [dossier, ...files]) await this.keys.copy(em, id, from, to);
    await em.nativeUpdate(Dossier, { id: dossier.id }, { dueOn: to });
    await em.nativeUpdate(DossierFile, { dossierId: dossier.id }, { dueOn: to });
    return { id: dossier.id, files: files.map(({ id }) => id), from };
  }

  /** After the commit of {@link move}. A crash before it leaves wrappings that the nightly reconciliation drops. */
  async settle({ id, files, from }: MovedDossier): Promise<void> {
    await this.keys.settle('dossier', id, [from]);
    for (const file of files) await this.keys.settle('dossier_file', file, [from]);
  }

  /**
   * Takes a file out before its dossier goes, in the caller's transaction; after its commit comes {@link destroy}. Between the two a
   * crash leaves a key and a blob that no row names, which reconciliation removes.
   */
  async remove(em: EntityManager, fileId: string): Promise<void> {
    await em.nativeDelete(DossierFile, { id: fileId });
    await queueDeletions(em, [fileId], this.clock.now());
  }

  /** After the commit of {@link remove}. */
  async destroy(fileId: string): Promise<void> {
    await this.keyRing.destroy(fileId);
  }
}

/** A dossier as upper floors know it: its id, and its last day as the row has it. */
export interface KeptDossier {
  readonly id: string;
  readonly dueOn: string;
}

/** What {@link Dossiers.move} has moved, and from which day. */
export interface MovedDossier {
  readonly id: string;
  readonly files: readonly string[];
  readonly from: Day;
}
