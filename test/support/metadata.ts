import type { Metadata } from './client.js';

let serial = 0;

/** Metadata of a call that ended a while before `now`, with an external id of its own. */
export function callMetadata(now: Date, overrides: Metadata = {}): Metadata {
  serial += 1;
  const endedAt = new Date(now.getTime() - 60_000);
  return {
    source: 'pbx-1',
    externalId: `test-${process.pid}-${serial}`,
    startedAt: new Date(endedAt.getTime() - 120_000).toISOString(),
    endedAt: endedAt.toISOString(),
    queue: 'user-support',
    unit: 'Ward systems',
    agent: { username: 'maija.malli' },
    notice: { played: true, version: '2026-1', language: 'fi' },
    caller: { category: 'customer-staff', name: 'Testi Soittaja', phone: '+358401234567', email: 't@example.org' },
    ...overrides,
  };
}
