import type { EntityManager } from '../../platform/database/index.js';
import { isOfDecision, tellsOfDecision } from '../answer/may-leave.js';
import { sentPackages } from '../answer/sent-packages.js';
import { CaseDocument, Redaction } from '../case/case-output.entity.js';
import { CaseRecording, Claim, PersonSearch } from '../case/case-rows.entity.js';
import { disclosureStamp } from '../case/prepared-stamp.js';
import type { Right } from '../case/rights.js';
import type { RightsCase } from '../case/rights-case.entity.js';
import { Effect } from '../effects/effect.entity.js';
import { lackingEffects } from '../effects/lacking-effects.js';
import { leftUndone, type LeftUndone } from '../effects/left-undone.js';
import type { CaseStanding } from './board.schemas.js';

type Part<E, K extends keyof E> = Pick<E, K>;

/** The rows of a case as far as its standing goes by them. */
export interface StandingRows {
  readonly searches: number;
  readonly recordings: readonly Part<
    CaseRecording,
    'recordingId' | 'state' | 'decision' | 'assessedBy' | 'confirmedBy'
  >[];
  readonly copies: readonly Part<Redaction, 'recordingId' | 'state' | 'authorId'>[];
  readonly claims: readonly Part<Claim, 'state' | 'decidedBy'>[];
  readonly effects: readonly Part<Effect, 'kind' | 'state' | 'preparedBy'>[];
  /** Letters and packages that tell of the decision that stands. */
  readonly documents: readonly Part<CaseDocument, 'kind'>[];
  /** Whether what is given has been sent, before the decision perhaps. */
  readonly copiesWent: boolean;
  /** Rights that were granted and nothing was done for. */
  readonly lacking: readonly Right[];
  /** Of a disclosure that waits. */
  readonly prepared: string | null;
  readonly left: Pick<LeftUndone, 'erasure' | 'restriction'>;
}

export async function readStanding(em: EntityManager, rightsCase: RightsCase): Promise<CaseStanding> {
  const caseId = rightsCase.id;
  const documents = await em.find(CaseDocument, { caseId });
  return standingOf({
    searches: await em.count(PersonSearch, { caseId }),
    recordings: await em.find(CaseRecording, { caseId }),
    copies: await em.find(Redaction, { caseId }),
    claims: await em.find(Claim, { caseId }),
    effects: await em.find(Effect, { caseId }, { orderBy: { id: 'asc' } }),
    documents: documents.filter(one => tellsOfDecision(one) && isOfDecision(one, rightsCase)),
    copiesWent: (await sentPackages(em, caseId)).length > 0,
    lacking: await lackingEffects(em, caseId),
    prepared: await preparedDisclosure(em, rightsCase),
    left: await leftUndone(em, caseId),
  });
}

/** The stamp of what the second person of a disclosure answers for. */
async function preparedDisclosure(em: EntityManager, { id: caseId, kind, state }: RightsCase): Promise<string | null> {
  if (kind !== 'authority' || state !== 'in-review') return null;
  return disclosureStamp(await em.find(CaseRecording, { caseId, state: 'included' }));
}

/** What is still to be done in a case, and what in it waits for a second person. */
export function standingOf(rows: StandingRows): CaseStanding {
  const { searches, recordings, copies, claims, effects, documents, copiesWent, lacking, prepared, left } = rows;
  const included = recordings.filter(({ state }) => state === 'included');
  const hasCopy = ({ recordingId }: (typeof recordings)[number]) =>
    copies.some(copy => copy.recordingId === recordingId && (copy.state === 'rendered' || copy.state === 'approved'));
  return {
    searches,
    included: included.length,
    unsorted: recordings.filter(({ state }) => state === 'candidate').length,
    unassessed: included.filter(({ decision }) => !decision).length,
    uncopied: included.filter(one => one.decision === 'redacted-copy' && !hasCopy(one)).length,
    effects: effects
      .filter(({ state }) => state !== 'refused' && state !== 'sent-back')
      .map(({ kind, state }) => ({ kind, state })),
    lacking: [...lacking],
    hasAnswer: documents.some(({ kind }) => kind === 'letter'),
    hasPackage: copiesWent || documents.some(({ kind }) => kind === 'package'),
    prepared,
    ...{ erasureWaits: left.erasure, restrictionStands: left.restriction },
    waiting: [
      ...waiting('assessment', included.filter(isUnconfirmed), ({ assessedBy }) => assessedBy),
      ...waiting(
        'copy',
        copies.filter(({ state }) => state === 'rendered'),
        ({ authorId }) => authorId,
      ),
      ...waiting(
        'claim',
        claims.filter(({ state }) => state === 'decided'),
        ({ decidedBy }) => decidedBy,
      ),
      ...waiting(
        'effect',
        effects.filter(({ state }) => state === 'waiting'),
        ({ preparedBy }) => preparedBy,
      ),
    ],
  };
}

function isUnconfirmed({ decision, confirmedBy }: StandingRows['recordings'][number]): boolean {
  return Boolean(decision) && !confirmedBy;
}

function waiting<Row>(
  what: CaseStanding['waiting'][number]['what'],
  rows: readonly Row[],
  preparerOf: (row: Row) => string | null | undefined,
): CaseStanding['waiting'] {
  return rows.map(row => ({ what, preparedBy: preparerOf(row) ?? null }));
}
