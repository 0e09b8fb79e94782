import { describe, expect, it } from '@jest/globals';
import { LAST_DAY, parseDay } from '../../kernel/calendar.js';
import { grantCovering, type RecordingUse } from './grant-covering.js';
import type { GrantFacts, PersonFacts } from '../policy-facts.js';
import { NO_EXCEPTION, type RecordingFacts } from '../subjects.js';

const TODAY = parseDay('2026-11-24');
const MAIJA = '00000000-0000-7000-8000-000000000001';
const RECORDING: RecordingFacts = {
  queue: 'user-support',
  unit: 'Ward systems',
  agentId: MAIJA,
  ordinaryDueOn: '2026-12-31',
  dueOn: '2026-12-31',
  holdPurposes: [],
  heldThroughOn: '2026-12-31',
  restricted: false,
  exceptedThroughOn: NO_EXCEPTION,
  blockedPurposes: [],
};

function grant(id: string, over: Partial<GrantFacts> = {}): GrantFacts {
  const days = { fromOn: parseDay('2026-01-01'), untilOn: parseDay('2026-12-31') };
  const scope = { queues: null, units: null, ownCallsOnly: false, purposes: ['service-development'] as const };
  return { id, role: 'team-lead', ...scope, ...days, suspended: false, ...over };
}

function covering(grants: readonly GrantFacts[], use: RecordingUse, over: Partial<PersonFacts> = {}) {
  return coveringAll(grants, [use], over);
}

function coveringAll(grants: readonly GrantFacts[], uses: readonly RecordingUse[], over: Partial<PersonFacts> = {}) {
  const person = { id: MAIJA, active: true, boundThroughOn: LAST_DAY, enrolled: [], grants, ...over };
  return grantCovering({ person, today: TODAY }, RECORDING, ...uses)?.id;
}

const PLAY = { verb: 'play', field: 'service-development' } as const;

describe('the grant that covers a use', () => {
  it('is the first one that allows it, although an earlier one bears the same purpose for another queue', () => {
    expect(covering([grant('elsewhere', { queues: ['billing'] }), grant('here'), grant('later')], PLAY)).toBe('here');
  });

  it('is not one of another purpose', () => {
    expect(covering([grant('training', { purposes: ['internal-training'] })], PLAY)).toBeUndefined();
  });

  it('is not one that does not work today', () => {
    const grants = [grant('suspended', { suspended: true }), grant('over', { untilOn: parseDay('2026-11-23') })];
    expect(covering(grants, PLAY)).toBeUndefined();
  });

  it('is not there for a person who is not bound to confidentiality, nor for a machine', () => {
    expect(covering([grant('any')], PLAY, { boundThroughOn: null })).toBeUndefined();
    expect(grantCovering({ person: null, today: TODAY }, RECORDING, PLAY)).toBeUndefined();
  });

  it('may be another for reading, for revealing a field and for a ticket than for playing', () => {
    const trainer = grant('trainer', { role: 'trainer', purposes: ['internal-training'] });
    const grants = [trainer, grant('lead')];
    expect(covering(grants, { verb: 'read' })).toBe('trainer');
    expect(covering(grants, { verb: 'set-ticket' })).toBe('trainer');
    expect(covering(grants, { verb: 'reveal', field: 'name' })).toBe('lead');
    expect(covering(grants, { verb: 'reveal', field: 'personalIdentityCode' })).toBeUndefined();
  });

  it('allows all that is done by itself: two grants add up to nothing that neither has', () => {
    const handler = grant('handler', { role: 'complaint-handler', purposes: ['complaint'] });
    const both = (purpose: 'service-development' | 'complaint') =>
      [
        { verb: 'play', field: purpose },
        { verb: 'reveal', field: 'personalIdentityCode' },
      ] as const;
    expect(coveringAll([grant('lead'), handler], both('complaint'))).toBe('handler');
    expect(coveringAll([grant('lead'), handler], both('service-development'))).toBeUndefined();
  });

  it('follows the day: what is remembered of yesterday decides nothing today', () => {
    const grants = [grant('until-yesterday', { untilOn: parseDay('2026-11-23') })];
    const person = { id: MAIJA, active: true, boundThroughOn: LAST_DAY, enrolled: [], grants };
    const on = (today: string) => grantCovering({ person, today: parseDay(today) }, RECORDING, PLAY)?.id;
    expect([on('2026-11-23'), on('2026-11-24')]).toEqual(['until-yesterday', undefined]);
  });
});
