import { describe, expect, it } from '@jest/globals';
import { as, ANNA, EERO, MAIJA } from '../../access/testing/person.js';
import type { CountUses, UseCount } from '../../audit/index.js';
import type { StaffDirectory } from '../../identity/index.js';
import { CountListening } from './count-listening.js';
import { spanOf } from './statement-span.js';

const SPAN = spanOf('2026-11', new Date('2026-12-01T07:00:00Z'));
const COUNTS: readonly UseCount[] = [
  { staffId: ANNA, purpose: 'complaint', playbacks: 2 },
  { staffId: EERO, purpose: 'internal-training', playbacks: 1 },
  { staffId: EERO, purpose: 'complaint', playbacks: 3 },
];

/** What the log has counted, for a directory that knows Anna alone. */
function countListening(): CountListening {
  const listening = () => Promise.resolve([...COUNTS]);
  const names = () => Promise.resolve(new Map([[ANNA, 'Anna Asiakas']]));
  // It calls nothing else of them.
  return new CountListening({ listening } as unknown as CountUses, { names } as unknown as StaffDirectory);
}

describe('who listened in a month', () => {
  it('is counted by purpose, each person once', async () => {
    expect(await countListening().execute(SPAN, as('agent'))).toEqual({
      ...{ playbacks: 6, people: 2, byPerson: null },
      byPurpose: [
        { purpose: 'complaint', playbacks: 5, people: 2 },
        { purpose: 'internal-training', playbacks: 1, people: 1 },
      ],
    });
  });

  it('is told by name to who may list the log, and by id where nobody of that id is known', async () => {
    expect(as('auditor').can('list', 'AuditEvent')).toBe(true);
    const { byPerson } = await countListening().execute(SPAN, as('auditor', { id: MAIJA }));
    expect(byPerson).toEqual([
      { ...COUNTS[0], displayName: 'Anna Asiakas' },
      { ...COUNTS[1], displayName: null },
      { ...COUNTS[2], displayName: null },
    ]);
  });
});
