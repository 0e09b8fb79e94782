import type { Client } from '../support/client.js';
import type { KeptServer } from '../support/server.js';
import type { Kept } from './kept.js';

/** People whose grants, together, reach every recording for some purpose. */
const LISTENERS = [
  { username: 'liisa.lupa', purpose: 'internal-training' },
  { username: 'oili.oikeus', purpose: 'rights-request' },
] as const;
const MOST_ASKED = 5;

/** What is past due is not listed, found, opened or played, whether the purge has run or not; what has a certificate is gone. */
export async function overFindings(server: KeptServer, kept: Kept): Promise<string[]> {
  const over = kept.recordings.filter(({ due_on }) => due_on < kept.today).map(({ id }) => id);
  const certified = kept.certificates
    .filter(({ unit_kind }) => unit_kind === 'recording')
    .map(({ unit_id }) => unit_id);
  const findings = kept.certificates.flatMap(({ unit_id }) => certifiedFindings(unit_id, kept));
  findings.push(...(await caseFindings(server, kept)));
  if (over.length + certified.length === 0) return findings;
  for (const { username, purpose } of LISTENERS) {
    const client = await server.as(username);
    const asked = [...over.slice(0, MOST_ASKED), ...certified.slice(-MOST_ASKED)];
    for (const id of asked) findings.push(...(await reachFindings(client, id, purpose)));
    findings.push(...(await listFindings(client, new Set([...over, ...certified]))));
  }
  return findings;
}

/** Of the cases: whoever handles them asks. */
async function caseFindings(server: KeptServer, { dossiers, today }: Kept): Promise<string[]> {
  const over = dossiers.filter(({ due_on }) => due_on < today).map(({ id }) => id);
  if (over.length === 0) return [];
  const client = await server.as('oili.oikeus');
  const findings: string[] = [];
  for (const id of over.slice(0, MOST_ASKED)) {
    for (const part of ['', '/documents', '/recordings', '/deliveries', '/effects', '/redactions', '/file']) {
      const { status } = await client.get(`/rights-requests/${id}${part}`);
      if (status !== 404) findings.push(`over ${id}${part} was opened with ${status}`);
    }
  }
  for (const which of ['open', 'closed'])
    findings.push(...(await listFindings(client, new Set(over), `/rights-requests?which=${which}`)));
  return findings;
}

function certifiedFindings(
  id: string,
  { recordings, contacts, items, copies, wrappings, blobs, queuedBlobs }: Kept,
): string[] {
  const rows = [...recordings, ...contacts, ...items, ...copies].filter(unit => unit.id === id);
  return [
    ...rows.map(() => `certified ${id} still has a row`),
    ...(wrappings.has(id) ? [`certified ${id} still has a key`] : []),
    ...(blobs.has(id) && !queuedBlobs.has(id) ? [`certified ${id} still has a blob`] : []),
  ];
}

async function reachFindings(client: Client, id: string, purpose: string): Promise<string[]> {
  const opened = await client.get(`/recordings/${id}`);
  const granted = await client.post(`/recordings/${id}/playbacks`, { purpose, reference: 'CUSTODY-1' });
  return [
    ...(opened.status === 404 ? [] : [`over ${id} was opened with ${opened.status}`]),
    ...(granted.status === 404 ? [] : [`over ${id} was played with ${granted.status}`]),
  ];
}

async function listFindings(client: Client, over: ReadonlySet<string>, list = '/recordings?'): Promise<string[]> {
  const findings: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const { body } = await client.get(`${list}&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
    const page = body as { items?: { id: string }[]; nextCursor?: string | null }; // the shape of every list
    const listed = (page.items ?? []).filter(({ id }) => over.has(id));
    findings.push(...listed.map(({ id }) => `over ${id} is listed`));
    cursor = page.nextCursor ?? null;
  }
  return findings;
}
