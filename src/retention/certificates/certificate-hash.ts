import { leafHash, rootOf } from '../../audit/index.js';
import { canonicalJson } from '../../kernel/canonical-json.js';
import type { DeletionCertificate } from './certificate.entity.js';

/** What a certificate states, as its hash is over it: everything of it that does not change any more. */
export function statedBy(row: DeletionCertificate) {
  return {
    unitId: row.unitId,
    unitKind: row.unitKind,
    callOn: row.callOn ?? null,
    queue: row.queue,
    reason: row.reason,
    ground: row.ground ?? null,
    rule: row.rule,
    ruleVersion: row.ruleVersion ?? null,
    ordinaryDueOn: row.ordinaryDueOn ?? null,
    dueOn: row.dueOn,
    holds: row.holds.map(hold => ({ ...hold })),
    keyDestroyedAt: row.keyDestroyedAt.toISOString(),
    blobAbsentAt: row.blobAbsentAt?.toISOString() ?? null,
    notCovered: row.source === '' ? null : { source: row.source, sourceKeepsDays: row.sourceKeepsDays ?? null },
    purgeRunId: row.purgeRunId ?? null,
    erasureId: row.erasureId ?? null,
    issuedAt: row.issuedAt.toISOString(),
  };
}

export type StatedByCertificate = ReturnType<typeof statedBy>;

/** RFC 6962 leaf hash over the RFC 8785 canonical JSON of what the certificate states. */
export function certificateHash(row: DeletionCertificate): Buffer {
  return leafHash(Buffer.from(canonicalJson(statedBy(row))));
}

/** The root (RFC 6962 §2.1) over the hashes of a run's certificates, in the order of their unit ids. */
export function certificatesRoot(hashes: readonly Buffer[]): Buffer {
  return rootOf(hashes);
}
