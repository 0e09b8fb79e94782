import type { Role } from '../../../access/index.js';
import { list } from './listening.js';
import type { Sitting } from './sitting.js';

type Attempt = (sitting: Sitting) => Promise<void>;

/** What people try that they may not; the server refuses, and the log keeps it. */
export const REFUSED_ATTEMPTS: Readonly<Record<Role, readonly Attempt[]>> = {
  agent: [playsForAnotherPurpose, playsWithoutTicket, opensAnothersCall, looksIntoTheLog],
  'team-lead': [playsAsComplaint, looksIntoTheLog],
  trainer: [revealsANumber, looksIntoTheLog],
  'complaint-handler': [playsForAnotherPurpose],
  'rights-officer': [playsForAnotherPurpose],
  'data-protection-officer': [looksAtRecordings],
  auditor: [looksAtRecordings],
  administrator: [looksAtRecordings, looksIntoTheLog],
};

async function playsForAnotherPurpose(sitting: Sitting): Promise<void> {
  await plays(sitting, { purpose: 'internal-training' }, 403);
}

async function playsAsComplaint(sitting: Sitting): Promise<void> {
  await plays(sitting, { purpose: 'complaint', reference: 'REK-1' }, 403);
}

async function playsWithoutTicket(sitting: Sitting): Promise<void> {
  await plays(sitting, { purpose: 'service-development' }, 422);
}

async function plays(sitting: Sitting, stated: object, status: 403 | 422): Promise<void> {
  const [found] = await list(sitting);
  if (found) await sitting.client.beRefused(status, 'POST', `/recordings/${found.id}/playbacks`, stated);
}

async function opensAnothersCall({ client, ledger, username, now }: Sitting): Promise<void> {
  const others = ledger.lately(now(), 5).find(({ call }) => call.agent.username !== username);
  if (others) await client.beRefused(404, 'GET', `/recordings/${others.id}`);
}

async function revealsANumber(sitting: Sitting): Promise<void> {
  const [found] = await list(sitting);
  const wanted = { field: 'phone', purpose: 'internal-training' };
  if (found) await sitting.client.beRefused(403, 'POST', `/recordings/${found.id}/reveals`, wanted);
}

async function looksIntoTheLog({ client }: Sitting): Promise<void> {
  await client.beRefused(403, 'GET', '/audit/events');
}

async function looksAtRecordings({ client }: Sitting): Promise<void> {
  await client.beRefused(403, 'GET', '/recordings');
}
