import { once } from '../hash-entries.js';
import { contentsJson, type PackageContents } from '../package-contents.js';
import type { PackageEntry, PackageFileName } from '../package-entry.js';

export const AT = new Date('2026-03-20T08:00:00.000Z');
export const CANARY = 'KANARIA-puhelun-sisalto';

export const CONTENTS: PackageContents = {
  schema: 'tallenne-rights-package/1',
  reference: 'T-2026-0012',
  madeAt: AT.toISOString(),
  controller: { name: 'Esimerkki Oy', lines: ['33100 Tampere'] },
  dataProtectionOfficer: { name: 'Veikko Vastaava', lines: ['tietosuojavastaava@esimerkki.invalid'] },
  rightsAnswered: ['access'],
  purposes: ['service-development'],
  categories: ['puhelun sisältö'],
  recipients: [],
  retention: '61 vrk',
  source: 'puhelu itse',
  rights: ['rectification', 'erasure', 'restriction', 'objection', 'complaint'],
  automatedDecisions: false,
  recordings: [
    {
      file: 'puhelu-1.wav',
      startedAt: '2026-02-03T08:00:00.000Z',
      endedAt: '2026-02-03T08:10:00.000Z',
      direction: 'inbound',
      queue: 'tuki',
      unit: 'palvelu',
      source: 'vaihde',
      announcement: { version: '2', language: 'fi' },
      lastDayKept: '2026-04-05',
      retentionRule: '61 days',
      originalSha256: 'ab'.repeat(32),
      redactions: [{ channel: 0, fromMs: 1000, toMs: 2500, reason: 'third-person' }],
      held: [{ field: 'name', value: CANARY, providedBy: 'vaihde', redactedBecause: null }],
      supplementaryStatements: [{ on: '2026-02-20', text: 'En sanonut niin.', redactedBecause: null }],
      consultations: [{ on: '2026-02-11', purpose: 'service-development', staffName: null }],
    },
  ],
};

export async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 10_000) yield await Promise.resolve(bytes.subarray(at, at + 10_000));
}

export function entry(name: PackageFileName, bytes: AsyncIterable<Buffer>): PackageEntry {
  return { name, modifiedAt: AT, bytes };
}

export const AUDIO = Buffer.from(`${CANARY} `.repeat(9000));

export function entries(): PackageEntry[] {
  return [entry('puhelu-1.wav', pieces(AUDIO)), entry('tiedot.json', once(contentsJson(CONTENTS)))];
}

export async function collect(packing: AsyncIterable<Buffer>): Promise<Buffer> {
  const taken: Buffer[] = [];
  for await (const piece of packing) taken.push(Buffer.from(piece));
  return Buffer.concat(taken);
}
