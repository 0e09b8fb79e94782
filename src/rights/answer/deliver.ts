import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import type { Actor } from '../../audit/index.js';
import { newToken } from '../../identity/index.js';
import { addDays, helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { Requester } from '../../platform/http/index.js';
import { ActOnCase, type Done } from '../case/act-on-case.js';
import { CaseDocument, Delivery } from '../case/case-output.entity.js';
import { Claim } from '../case/case-rows.entity.js';
import { CaseTexts } from '../case/case-texts.js';
import { RightsCase } from '../case/rights-case.entity.js';
import { StartErasures } from '../effects/start-erasures.js';
import { restrictedRecording } from '../disclosure/restricted.js';
import { packageCode } from '../package/package-code.js';
import type { MadeDelivery, NewDelivery } from './delivery.schemas.js';
import { digestOfCode, digestOfToken } from './download-secret.js';
import { checkMayRelease } from './may-answer.js';
import { whyNotToLeave, type WhyNot } from './may-leave.js';

/** Wrong codes that an address outlives are one fewer: with the fifth it is gone. */
export const MOST_TRIES = 5;
/** For so many days after today something can be fetched. */
const DOWNLOAD_DAYS = 14;

/** Notes that a letter or a package was sent; of a download, makes the address. Nothing else ever leaves a case. */
@Injectable()
export class Deliver {
  constructor(
    private readonly database: Database,
    private readonly acts: ActOnCase,
    private readonly texts: CaseTexts,
    private readonly startErasures: StartErasures,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-deliverable`, `letter-outdated`, `package-outdated`, `recording-restricted`, `package-not-for-download`, and what {@link ActOnCase} throws */
  async execute(
    caseId: string,
    wanted: NewDelivery,
    requester: Requester,
    permissions: Permissions,
  ): Promise<MadeDelivery> {
    const action = await this.#actionFor(caseId, wanted.documentId);
    const made = await this.acts.execute<MadeDelivery>(
      caseId,
      { verb: 'handle', action },
      async (em, rightsCase, actor) => {
        const document = await deliverable(em, rightsCase, wanted.documentId);
        return this.#deliver(em, document, wanted, actor);
      },
      requester,
      permissions,
    );
    // An erasure that was granted may have waited for this. A crash here leaves it to the next minute.
    await this.startErasures.soon(caseId);
    return made;
  }

  /** What an authority is given has an action of its own in the log (privacy notice §10). */
  async #actionFor(id: string, documentId: string) {
    const em = this.database.entities();
    const disclosed =
      (await em.count(RightsCase, { id, kind: 'authority' })) > 0 &&
      (await em.count(CaseDocument, { id: documentId, caseId: id, kind: 'package' })) > 0;
    return disclosed ? 'rights-request.disclosed' : 'rights-request.delivered';
  }

  async #deliver(
    em: EntityManager,
    document: CaseDocument,
    { channel, to, proof }: NewDelivery,
    actor: Actor,
  ): Promise<Done<MadeDelivery>> {
    const deliveredAt = this.clock.now();
    const id = newId(deliveredAt);
    const { caseId } = document;
    const download = channel === 'download' ? addressOf(document, deliveredAt) : null;
    const key = await this.texts.keyOf(em, caseId);
    const sealedDetail = this.texts.seal(key, { row: 'delivery', id, field: 'detail' }, { to, proof: proof ?? null });
    const row = {
      id,
      caseId,
      documentId: document.id,
      channel,
      deliveredBy: actor.id ?? '',
      deliveredAt,
      sealedDetail,
    };
    await em.persist(em.create(Delivery, { ...row, ...download?.kept })).flush();
    const facts = { deliveryId: id, documentId: document.id, document: document.kind, channel };
    const value = { id, deliveredAt: deliveredAt.toISOString(), download: download?.shown ?? null };
    return { value, facts, detail: { ...facts, to, proof: proof ?? null } };
  }
}

/** A letter or a package, while it tells of what is decided and the same may still leave. */
async function deliverable(em: EntityManager, rightsCase: RightsCase, id: string): Promise<CaseDocument> {
  const document = await em.findOne(CaseDocument, { id, caseId: rightsCase.id });
  if (!document) throw notFound();
  if (document.kind !== 'letter' && document.kind !== 'package') throw notDeliverable();
  if (document.kind === 'package') checkMayRelease(rightsCase, await em.find(Claim, { caseId: rightsCase.id }));
  const whyNot = await whyNotToLeave(em, rightsCase, document);
  if (whyNot === 'recording-restricted') throw restrictedRecording();
  if (whyNot) throw new DomainError('conflict', whyNot, SENTENCES[whyNot]);
  return document;
}

const SENTENCES: Readonly<Record<Exclude<WhyNot, 'recording-restricted'>, string>> = {
  'letter-outdated': 'Something was decided anew since it was written: write the letter again.',
  'package-outdated': 'Something was decided anew since it was packed: make the package again.',
};

/** The address and what is kept of it. A package opens with its own code, which was shown when it was made. */
function addressOf({ kind, codeSha256 }: CaseDocument, now: Date) {
  if (kind === 'package' && !codeSha256) throw notForDownload();
  const token = newToken();
  const code = kind === 'package' ? null : packageCode();
  const expiresOn = addDays(helsinkiDay(now), DOWNLOAD_DAYS);
  return {
    shown: { token, code, expiresOn },
    kept: {
      tokenSha256: digestOfToken(token),
      codeSha256: code === null ? (codeSha256 ?? null) : digestOfCode(code),
      triesLeft: MOST_TRIES,
      expiresOn,
    },
  };
}

function notDeliverable(): DomainError {
  return new DomainError('conflict', 'not-deliverable', 'Letters and packages are sent, and nothing else of a case.');
}

function notForDownload(): DomainError {
  const sentence = 'The package was made to be sent, so nobody knows its code here: make one for a download.';
  return new DomainError('conflict', 'package-not-for-download', sentence);
}
