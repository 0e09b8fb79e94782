import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { actorOf, AuditTrail } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { UndertakingAcknowledgement } from './undertaking.entity.js';
import { hashIn } from './undertaking-text.js';
import { UndertakingVersion } from './undertaking-version.entity.js';
import type { Permissions } from '../access.js';
import type { PaperSignature } from './undertakings.schemas.js';

/** A signature that somebody gave on paper counts like one given here, with where the paper is kept (privacy notice §14). */
@Injectable()
export class ImportSignature {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * A refused attempt is on record with its reason.
   * @throws DomainError `not-found`, `not-oneself`, `signed-in-future`, `undertaking-acknowledged`
   */
  async execute(version: string, paper: PaperSignature, requester: Requester, { ability }: Permissions): Promise<void> {
    try {
      if (!ability.can('import', subject('Undertaking', { staffId: paper.staffId }))) throw notOneself();
      if (paper.signedOn > helsinkiDay(this.clock.now())) throw inFuture();
      await this.database.transaction(em => this.#import(em, version, paper, requester));
    } catch (error) {
      if (error instanceof DomainError && error.code !== 'not-found') {
        const { concernsStaffId, ...draft } = drafted(version, paper, requester);
        await this.trail.recordAlone({ ...draft, concernsStaffId, outcome: 'refused', reason: error.code });
      }
      throw error;
    }
  }

  async #import(em: EntityManager, version: string, paper: PaperSignature, requester: Requester): Promise<void> {
    const { staffId, language, signedOn, evidence } = paper;
    const kept = await em.findOne(UndertakingVersion, { version });
    if (!kept) throw notFound();
    await this.staff.bumpAccessEpoch(em, staffId);
    if (!(await this.staff.isActive(em, staffId))) throw notFound();
    if (await em.findOne(UndertakingAcknowledgement, { staffId, version })) throw acknowledgedAlready();
    const textHash = hashIn(language, kept);
    const imported = { signedOn, evidence, importedBy: requester.id, acknowledgedAt: this.clock.now() };
    await em.insert(UndertakingAcknowledgement, { staffId, version, language, textHash, ...imported });
    const draft = drafted(version, paper, requester);
    await this.trail.record(em, { ...draft, facts: { ...draft.facts, textHash } });
  }
}

function drafted(version: string, { staffId, language, signedOn, evidence }: PaperSignature, requester: Requester) {
  return {
    action: 'undertaking.imported',
    actor: actorOf(requester),
    object: { kind: 'undertaking', id: version },
    concernsStaffId: staffId,
    facts: { language, signedOn },
    texts: { evidence },
  } as const;
}

function notOneself(): DomainError {
  return new DomainError('forbidden', 'not-oneself', 'Nobody vouches for their own signature.');
}

function inFuture(): DomainError {
  return new DomainError('unprocessable', 'signed-in-future', 'A signature is not of a day to come.');
}

function acknowledgedAlready(): DomainError {
  return new DomainError('conflict', 'undertaking-acknowledged', 'This person has acknowledged this version already.');
}
