import { DeletionCertificate } from '../certificate.entity.js';
import type { CertificateView } from '../certificates.schemas.js';

export const UNIT_ID = '019c0000-0000-7000-8000-000000000001';
const RUN_ID = '019c0000-0000-7000-8000-00000000000a';
const ERASURE_ID = '019c0000-0000-7000-8000-00000000000b';
const EVENT_ID = '019c0000-0000-7000-8000-00000000000c';

/** The certificate of a recording that was held twice, went in a purge and had come from a source that keeps a copy of its own. */
export function purged(over: Partial<CertificateView> = {}): CertificateView {
  return {
    unitId: UNIT_ID,
    unitKind: 'recording',
    callOn: '2026-11-24',
    queue: 'user-support',
    reason: 'due',
    ground: null,
    rule: 'earlier-of 61 days, 2 months',
    ruleVersion: 1,
    ordinaryDueOn: '2027-01-24',
    dueOn: '2027-03-01',
    holds: [
      { kind: 'complaint', from: '2026-12-01', until: '2027-03-01', outcome: 'ended', reasonSha256: 'aaa' },
      { kind: 'training', from: '2026-12-02', until: '2026-12-09', outcome: 'lapsed', reasonSha256: 'bbb' },
    ],
    keyDestroyedAt: '2027-03-01T22:00:05.000Z',
    blobAbsentAt: '2027-03-01T22:00:09.000Z',
    finalOn: '2027-03-31',
    notCovered: { source: 'vaihde', sourceKeepsDays: 30 },
    purgeRunId: RUN_ID,
    erasureId: null,
    issuedAt: '2027-03-01T22:00:06.000Z',
    sha256: 'c0ffee',
    event: { eventId: EVENT_ID, leafIndex: 1234 },
    ...over,
  };
}

/** The certificate of a contact's history that two people had erased and of which not everything is known yet. */
export function erased(over: Partial<CertificateView> = {}): CertificateView {
  const what = {
    unitKind: 'contact-history',
    queue: '',
    callOn: null,
    ordinaryDueOn: null,
    ruleVersion: null,
  } as const;
  const open = { blobAbsentAt: null, finalOn: null, notCovered: null, event: null, holds: [] };
  const why = { reason: 'erasure', ground: 'private-call', erasureId: ERASURE_ID, purgeRunId: null } as const;
  return { ...purged(), ...what, ...open, ...why, rule: '61 days', ...over };
}

/** The row of {@link purged}, with `over` as columns. */
export function rowOf(over: Partial<DeletionCertificate> = {}): DeletionCertificate {
  const { finalOn, holds, purgeRunId, ruleVersion, ...stated } = purged();
  return Object.assign(new DeletionCertificate(), {
    ...{ unitId: stated.unitId, unitKind: stated.unitKind, callOn: stated.callOn, queue: stated.queue },
    ...{ reason: stated.reason, ground: null, rule: stated.rule, ruleVersion, ordinaryDueOn: stated.ordinaryDueOn },
    ...{ dueOn: stated.dueOn, holds, purgeRunId, erasureId: null, finalOn, source: 'vaihde', sourceKeepsDays: 30 },
    keyDestroyedAt: new Date(stated.keyDestroyedAt),
    blobAbsentAt: new Date('2027-03-01T22:00:09.000Z'),
    issuedAt: new Date(stated.issuedAt),
    tracesOn: stated.dueOn,
    sizeBytes: 1_000_000,
    eventId: null,
    ...over,
  });
}
