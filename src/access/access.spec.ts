import { describe, expect, it } from '@jest/globals';
import { LAST_DAY, parseDay } from '../kernel/calendar.js';
import { MovableClock } from '../kernel/clock.js';
import type { Requester } from '../platform/http/index.js';
import { Access } from './access.js';
import type { PersonFactsReader } from './person-facts.js';
import type { PersonFacts } from './policy-facts.js';
import { allowedBy, grant, MAIJA } from './testing/person.js';

const staff: Requester = { kind: 'staff', id: MAIJA, sessionId: 's', accessEpoch: 1, address: '192.0.2.1' };
const untilOn = parseDay('2026-11-24');
const maija: PersonFacts = {
  ...{ id: MAIJA, active: true, boundThroughOn: LAST_DAY, enrolled: [] },
  grants: [grant('agent', { untilOn })],
};

/** Access by facts that are at hand, at a moment in Helsinki. */
function accessAt(at: string, facts = maija) {
  const clock = new MovableClock(new Date(at));
  const reader = { of: () => Promise.resolve(facts) } as unknown as PersonFactsReader; // of its one way in
  return { access: new Access(reader, clock), clock };
}

describe('what somebody may do now', () => {
  it('goes by the day in Helsinki', async () => {
    const { access, clock } = accessAt('2026-11-24T21:59:59Z');
    const { ability, person, today } = await access.of(staff);
    expect([ability.can('list', 'Recording'), person, today]).toEqual([true, maija, '2026-11-24']);
    clock.advance(1_000);
    expect(await access.of(staff)).toMatchObject({ today: '2026-11-25', person: maija });
    expect((await access.of(staff)).ability.can('list', 'Recording')).toBe(false);
  });

  it('is built once for a day and the same facts', async () => {
    const { access, clock } = accessAt('2026-11-24T07:00:00Z');
    const built = await access.of(staff);
    expect(await access.of(staff)).toBe(built);
    clock.advance(24 * 3_600_000);
    expect(await access.of(staff)).not.toBe(built);
  });

  it.each([
    ['ingest', 'ingest Recording'],
    ['scim', 'provision Directory'],
    ['metrics', 'read Metrics'],
  ] as const)('is its one thing for a machine of %s', async (serviceRole, one) => {
    const { access } = accessAt('2026-11-24T07:00:00Z');
    const { ability, person, today } = await access.of({ ...staff, kind: 'service', serviceRole });
    expect([allowedBy(ability), person, today]).toEqual([[one], null, '2026-11-24']);
  });

  it('is an error for a machine that is for nothing', async () => {
    const { access } = accessAt('2026-11-24T07:00:00Z');
    await expect(access.of({ ...staff, kind: 'service' })).rejects.toThrow(TypeError);
  });
});
