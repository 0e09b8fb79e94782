import type { EntityManager } from '../../platform/database/index.js';
import { DeletionCertificate } from '../certificates/certificate.entity.js';
import { certificateHash, certificatesRoot } from '../certificates/certificate-hash.js';

const PAGE = 1000;

/** What the certificates of a run come to: the root over their hashes, in the order of their ids, and the bytes given free. */
export async function sumUp(em: EntityManager, purgeRunId: string): Promise<{ root: Buffer; bytes: number }> {
  const hashes: Buffer[] = [];
  let bytes = 0;
  for await (const page of pagesOf(em, purgeRunId)) {
    hashes.push(...page.map(certificateHash));
    bytes += page.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }
  return { root: certificatesRoot(hashes), bytes };
}

async function* pagesOf(em: EntityManager, purgeRunId: string): AsyncGenerator<DeletionCertificate[]> {
  for (let after: string | undefined; ;) {
    const where = { purgeRunId, ...(after === undefined ? {} : { unitId: { $gt: after } }) };
    const page = await em.find(DeletionCertificate, where, {
      orderBy: { unitId: 'asc' },
      limit: PAGE,
      disableIdentityMap: true,
    });
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.unitId;
  }
}
