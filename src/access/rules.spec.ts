import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { subject } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import { LAST_DAY, parseDay } from '../kernel/calendar.js';
import { POLICY_VERSION } from '../kernel/policy-version.js';
import { PURPOSES, type Purpose } from './purposes.js';
import { PURPOSES_OF_ROLE, ROLES, type Role } from './roles.js';
import type { GrantFacts, PersonFacts } from './policy-facts.js';
import { rulesFor, rulesForService } from './rules.js';
import { NO_EXCEPTION, REVEALABLE_FIELDS, VOCABULARY, type RecordingFacts, type RightsCaseFacts } from './subjects.js';

const TODAY = parseDay('2026-11-24');
const MAIJA = '00000000-0000-7000-8000-000000000001';
const EERO = '00000000-0000-7000-8000-000000000002';

function grant(role: Role, over: Partial<GrantFacts> = {}): GrantFacts {
  const days = { fromOn: parseDay('2026-01-01'), untilOn: parseDay('2026-12-31') };
  const scope = { queues: null, units: null, ownCallsOnly: false };
  return { id: EERO, role, ...scope, purposes: PURPOSES_OF_ROLE[role], ...days, suspended: false, ...over };
}

function can(grants: readonly GrantFacts[], over: Partial<PersonFacts> = {}) {
  const person: PersonFacts = { id: MAIJA, active: true, boundThroughOn: LAST_DAY, enrolled: [], grants, ...over };
  return rulesFor(person, TODAY);
}

function recording(over: Partial<RecordingFacts> = {}) {
  const facts: RecordingFacts = {
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
  return subject('Recording', { ...facts, ...over });
}

function grantOf(staffId: string) {
  return subject('Grant', { staffId, role: 'agent' as const });
}

const heldPastItsDay = { ordinaryDueOn: '2026-11-23', dueOn: '2027-02-01', heldThroughOn: '2027-02-01' };

describe('the access policy', () => {
  it('gives nothing to a person without a grant', () => {
    expect(can([]).rules).toEqual([]);
  });

  it('gives nothing to a person who is not active', () => {
    expect(can([grant('agent')], { active: false }).rules).toEqual([]);
  });

  it('gives nothing before the confidentiality undertaking is acknowledged', () => {
    expect(can([grant('agent')], { boundThroughOn: null }).rules).toEqual([]);
  });

  it.each([
    ['before its first day', { fromOn: parseDay('2026-11-25') }],
    ['after its last day', { untilOn: parseDay('2026-11-23') }],
    ['while it is suspended', { suspended: true }],
  ])('gives nothing by a grant %s', (_, over) => {
    expect(can([grant('agent', over)]).rules).toEqual([]);
  });

  it('lets a grant work on its first and on its last day', () => {
    expect(can([grant('agent', { fromOn: TODAY, untilOn: TODAY })]).can('read', recording())).toBe(true);
  });

  it.each([
    ['queue', { queues: ['user-support'] }, { queue: 'on-call' }],
    ['unit', { units: ['Ward systems'] }, { unit: 'Imaging' }],
    ['own call', { ownCallsOnly: true }, { agentId: EERO }],
  ])('keeps a grant within its %s', (_, scope, elsewhere) => {
    const ability = can([grant('agent', scope)]);
    expect(ability.can('read', recording())).toBe(true);
    expect(ability.can('play', recording(), 'service-development')).toBe(true);
    for (const verb of ['list', 'read', 'reveal', 'set-ticket'] as const) {
      expect(ability.can(verb, recording(elsewhere))).toBe(false);
    }
    expect(ability.can('play', recording(elsewhere), 'service-development')).toBe(false);
  });

  it.each(ROLES)('lets a %s play for the granted purposes and for no other', role => {
    const ability = can([grant(role)]);
    const playable = PURPOSES.filter(purpose => ability.can('play', recording(), purpose));
    expect(playable).toEqual(PURPOSES.filter(purpose => PURPOSES_OF_ROLE[role].includes(purpose)));
  });

  it('lets nobody see or play a recording after its last day, holds included', () => {
    const over = recording({
      ordinaryDueOn: '2026-11-23',
      dueOn: '2026-11-23',
      holdPurposes: ['complaint', 'service-development'],
    });
    for (const role of ROLES) {
      const ability = can([grant(role)]);
      for (const verb of ['list', 'read', 'reveal', 'set-ticket'] as const) expect(ability.can(verb, over)).toBe(false);
      for (const purpose of PURPOSES) expect(ability.can('play', over, purpose)).toBe(false);
    }
  });

  it('lets the last day itself be a day on which it is there', () => {
    expect(can([grant('agent')]).can('read', recording({ ordinaryDueOn: '2026-11-24', dueOn: '2026-11-24' }))).toBe(
      true,
    );
  });

  it('shows a held recording after the ordinary day only to people granted the purpose of its hold', () => {
    const held = recording({ ...heldPastItsDay, holdPurposes: ['complaint'] });
    expect(can([grant('complaint-handler')]).can('read', held)).toBe(true);
    expect(can([grant('complaint-handler')]).can('play', held, 'complaint')).toBe(true);
    expect(can([grant('agent')]).can('read', held)).toBe(false);
    expect(can([grant('agent')]).can('play', held, 'service-development')).toBe(false);
  });

  it('shows what one hold has let go only once the others have been counted anew', () => {
    const held = { ...heldPastItsDay, holdPurposes: ['complaint', 'internal-training'] as const };
    const ability = can([grant('complaint-handler')]);
    expect(ability.can('play', recording({ ...held, heldThroughOn: '2026-11-24' }), 'complaint')).toBe(true);
    expect(ability.can('read', recording({ ...held, heldThroughOn: '2026-11-23' }))).toBe(false);
    expect(ability.can('play', recording({ ...held, heldThroughOn: '2026-11-23' }), 'complaint')).toBe(false);
  });

  it('plays a held recording after the ordinary day for the purpose of its hold alone, whatever else is granted', () => {
    const held = recording({ ...heldPastItsDay, holdPurposes: ['internal-training'] });
    const ability = can([grant('team-lead')]);
    expect(ability.can('play', held, 'internal-training')).toBe(true);
    expect(ability.can('play', held, 'service-development')).toBe(false);
  });

  it('plays a restricted recording to nobody but the rights officer, for a rights request', () => {
    const restricted = recording({ restricted: true });
    for (const role of ROLES) {
      const playable: Purpose[] = PURPOSES.filter(purpose => can([grant(role)]).can('play', restricted, purpose));
      expect(playable).toEqual(role === 'rights-officer' ? ['rights-request'] : []);
      expect(can([grant(role)]).can('reveal', restricted)).toBe(false);
    }
  });

  it('plays what is restricted to a rights officer for a rights request alone, whatever else the grant names', () => {
    const ability = can([grant('rights-officer', { purposes: ['rights-request', 'complaint'] })]);
    const played = (over: Partial<RecordingFacts>) =>
      PURPOSES.filter(purpose => ability.can('play', recording(over), purpose));
    expect(played({})).toEqual(['complaint', 'rights-request']);
    expect(played({ restricted: true })).toEqual(['rights-request']);
    expect(played({ restricted: true, exceptedThroughOn: TODAY })).toEqual(['rights-request']);
    const without = can([grant('rights-officer', { purposes: [] })]);
    expect(without.can('play', recording({ restricted: true }), 'rights-request')).toBe(false);
  });

  it('reveals what is restricted to the rights officer alone, through the last day of an exception (art. 18(2))', () => {
    const revealing = (over: Partial<RecordingFacts>) =>
      ROLES.filter(role => can([grant(role)]).can('reveal', recording({ restricted: true, ...over }), 'name'));
    expect(revealing({ exceptedThroughOn: TODAY })).toEqual(['rights-officer']);
    expect(revealing({ exceptedThroughOn: '2026-11-23' })).toEqual([]);
    const over = { ordinaryDueOn: '2026-11-23', dueOn: '2026-11-23', heldThroughOn: '2026-11-23' };
    expect(revealing({ ...over, exceptedThroughOn: '2027-11-23' })).toEqual([]);
  });

  it.each(PURPOSES)(
    'plays nothing for %s where somebody has objected to it or withdrawn consent, and all else',
    purpose => {
      const others = (over: Partial<RecordingFacts>) =>
        ROLES.flatMap(role => PURPOSES.filter(one => can([grant(role)]).can('play', recording(over), one)));
      const without = others({}).filter(one => one !== purpose);
      expect(others({ blockedPurposes: [purpose] })).toEqual(without);
      const held = { ...heldPastItsDay, holdPurposes: [...PURPOSES] };
      expect(others({ ...held, blockedPurposes: [purpose] })).toEqual(others(held).filter(one => one !== purpose));
    },
  );

  it('copies nothing for training that is blocked for it', () => {
    const ability = can([grant('trainer')]);
    const copied = (blockedPurposes: readonly Purpose[]) =>
      ability.can('copy-for-training', recording({ blockedPurposes }));
    expect([copied([]), copied(['complaint']), copied(['internal-training'])]).toEqual([true, true, false]);
  });

  it.each(['administrator', 'auditor'] as const)('lets an %s hear nothing, whatever else is granted', role => {
    const ability = can([grant(role), grant('agent'), grant('rights-officer')]);
    for (const verb of ['list', 'read', 'reveal', 'set-ticket', 'search-by-code'] as const) {
      expect(ability.can(verb, recording())).toBe(false);
    }
    for (const purpose of PURPOSES) expect(ability.can('play', recording(), purpose)).toBe(false);
  });

  it('lets an administrator give rights to others and never to themselves', () => {
    const ability = can([grant('administrator')]);
    expect(ability.can('create', grantOf(EERO))).toBe(true);
    expect(ability.can('create', grantOf(MAIJA))).toBe(false);
    expect(ability.can('revoke', grantOf(MAIJA))).toBe(true);
  });

  it('lets only the rights officer and complaint handlers reveal and search by personal identity code', () => {
    const entitled = ROLES.filter(role => can([grant(role)]).can('reveal', recording(), 'personalIdentityCode'));
    expect(entitled).toEqual(['complaint-handler', 'rights-officer']);
    expect(ROLES.filter(role => can([grant(role)]).can('search-by-code', 'Recording'))).toEqual(entitled);
  });

  it('shows a trainer no personal field', () => {
    const ability = can([grant('trainer')]);
    expect(REVEALABLE_FIELDS.filter(field => ability.can('reveal', recording(), field))).toEqual([]);
  });

  it('lets a machine deliver recordings and do nothing else', () => {
    const ability = rulesForService('ingest');
    const allowed = Object.entries(VOCABULARY).flatMap(([name, verbs]) =>
      verbs.filter(verb => ability.can(verb as never, name as never)).map(verb => `${verb} ${name}`),
    );
    expect(allowed).toEqual(['ingest Recording']);
  });

  it('lets no person deliver recordings', () => {
    for (const role of ROLES) expect(can([grant(role)]).can('ingest', 'Recording')).toBe(false);
  });

  it('lets the auditor review what others did, never what they did themselves or what was done for them', () => {
    const auditor = can([grant('auditor')]);
    const act = (actorId: string, concernsStaffId: string) => subject('AuditEvent', { actorId, concernsStaffId });
    expect(auditor.can('review', act(EERO, ''))).toBe(true);
    expect(auditor.can('review', act(MAIJA, ''))).toBe(false);
    expect(auditor.can('review', act(EERO, MAIJA))).toBe(false);
    expect(can([grant('data-protection-officer')]).can('review', act(EERO, ''))).toBe(false);
  });

  it('lets the auditor settle the findings of others only', () => {
    const auditor = can([grant('auditor')]);
    const finding = (ownerId: string, actorId: string) => subject('Finding', { ownerId, actorId });
    expect(auditor.can('settle', finding(EERO, EERO))).toBe(true);
    expect(auditor.can('settle', finding(MAIJA, EERO))).toBe(false);
    expect(auditor.can('settle', finding(EERO, MAIJA))).toBe(false);
    expect(can([grant('administrator')]).can('settle', finding(EERO, EERO))).toBe(false);
  });

  it.each(ROLES)('lets the %s clear an alarm of the log only as an auditor', role => {
    expect(can([grant(role)]).can('clear', 'AuditAlarm')).toBe(role === 'auditor');
  });

  it.each(ROLES)('lets the %s close a complaint case only as a complaint handler', role => {
    expect(can([grant(role)]).can('close', 'ComplaintCase')).toBe(role === 'complaint-handler');
  });

  it.each(ROLES)('lets the %s follow the log only as an auditor or the data protection officer', role => {
    expect(can([grant(role)]).can('follow', 'AuditLog')).toBe(role === 'auditor' || role === 'data-protection-officer');
  });

  it('lets what a person has acknowledged count through its last day of grace, and no longer', () => {
    expect(can([grant('agent')], { boundThroughOn: TODAY }).can('read', recording())).toBe(true);
    expect(can([grant('agent')], { boundThroughOn: parseDay('2026-11-23') }).rules).toEqual([]);
  });

  it('gives every verb of hearing within the scope, on the calls of others too unless the grant is for own calls', () => {
    const ability = can([grant('agent')]);
    for (const verb of ['list', 'read', 'reveal', 'set-ticket'] as const) {
      expect(ability.can(verb, recording({ agentId: EERO }))).toBe(true);
    }
  });

  it('lets a grant without purposes open what it covers, and play nothing', () => {
    const ability = can([grant('agent', { purposes: [] })]);
    expect(ability.can('read', recording())).toBe(true);
    expect(PURPOSES.filter(purpose => ability.can('play', recording(), purpose))).toEqual([]);
  });

  it('keeps a grant within its scope also on what is held past its ordinary day', () => {
    const held = { ...heldPastItsDay, holdPurposes: ['complaint'] as const };
    const ability = can([grant('complaint-handler', { queues: ['user-support'] })]);
    expect(ability.can('read', recording(held))).toBe(true);
    expect(ability.can('read', recording({ ...held, queue: 'on-call' }))).toBe(false);
    expect(ability.can('play', recording({ ...held, queue: 'on-call' }), 'complaint')).toBe(false);
  });

  it('plays nothing restricted past its ordinary day either, whatever it is held for', () => {
    const held = recording({ ...heldPastItsDay, holdPurposes: ['complaint', 'rights-request'], restricted: true });
    expect(can([grant('complaint-handler')]).can('play', held, 'complaint')).toBe(false);
    expect(can([grant('rights-officer')]).can('play', held, 'rights-request')).toBe(true);
  });

  it('goes by the last day, should the ordinary one be later', () => {
    const over = recording({ dueOn: '2026-11-23' });
    expect(can([grant('agent')]).can('read', over)).toBe(false);
    expect(can([grant('agent')]).can('play', over, 'service-development')).toBe(false);
  });

  describe('on requests of data subjects', () => {
    const rightsCase = (over: Partial<RightsCaseFacts> = {}) =>
      subject('RightsCase', { subjectStaffId: '', preparedBy: '', ...over });

    it.each(ROLES)('lets a bound %s say that one was received', role => {
      expect(can([grant(role)]).can('register', 'RightsCase')).toBe(true);
    });

    it('lets nobody without a working grant, or unbound, register one', () => {
      expect(can([]).can('register', 'RightsCase')).toBe(false);
      expect(can([grant('agent')], { boundThroughOn: null }).can('register', 'RightsCase')).toBe(false);
    });

    it('lets only the rights officer handle one, and the data protection officer read it', () => {
      const reading = ROLES.filter(role => can([grant(role)]).can('read', rightsCase()));
      const handling = ROLES.filter(role => can([grant(role)]).can('handle', rightsCase()));
      expect([reading, handling]).toEqual([['rights-officer', 'data-protection-officer'], ['rights-officer']]);
    });

    it('lets nobody handle or see a request about themselves', () => {
      const ability = can([grant('rights-officer')]);
      const acts = ['list', 'read', 'handle', 'confirm', 'export'] as const;
      expect(acts.filter(act => ability.can(act, rightsCase({ subjectStaffId: MAIJA })))).toEqual([]);
      expect(acts.filter(act => ability.can(act, rightsCase({ subjectStaffId: EERO })))).toEqual(acts);
    });

    it('lets nobody confirm what they prepared', () => {
      const ability = can([grant('rights-officer')]);
      expect(ability.can('confirm', rightsCase({ preparedBy: MAIJA }))).toBe(false);
      expect(ability.can('confirm', rightsCase({ preparedBy: EERO }))).toBe(true);
    });

    it.each(['administrator', 'auditor'] as const)('closes cases to an %s whatever else is granted', role => {
      const ability = can([grant('rights-officer'), grant(role)]);
      const acts = ['list', 'read', 'handle', 'confirm', 'export'] as const;
      expect(acts.filter(act => ability.can(act, rightsCase()))).toEqual([]);
    });
  });

  it('has a new version whenever its text has changed', () => {
    const files = [
      'rules.ts',
      'rules-of-parting.ts',
      'rules-of-register.ts',
      'policy-facts.ts',
      'roles.ts',
      'purposes.ts',
    ];
    const text = files.map(file => readFileSync(`${import.meta.dirname}/${file}`, 'utf8'));
    const hash = createHash('sha256').update(text.join('')).digest('hex').slice(0, 16);
    expect(`${POLICY_VERSION} ${hash}`).toBe('2026-11-28.1 55d1a5d9a80b093b');
  });
});
