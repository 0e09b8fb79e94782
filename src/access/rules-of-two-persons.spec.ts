import { subject } from '@casl/ability';
import { describe, expect, it } from '@jest/globals';
import { addDays } from '../kernel/calendar.js';
import { ROLES } from './roles.js';
import { REVIEW_DECISIONS, type AccessReviewFacts } from './subjects.js';
import { ANNA, as, EERO, grant, MAIJA, TODAY } from './testing/person.js';

const NOBODY = '';
const administrator = as('administrator');

const staff = (staffId: string) => subject('Staff', { staffId });
const enrolment = (staffId: string, createdBy: string) => subject('Enrolment', { staffId, createdBy });
const identity = (staffId: string, proposedBy: string) => subject('ExternalIdentity', { staffId, proposedBy });
const proposal = (staffId: string, proposedBy: string, broughtAboutBy: string[] = []) =>
  subject('GrantProposal', { staffId, proposedBy, broughtAboutBy });

describe('nobody', () => {
  it.each(['enrol', 'deactivate', 'reactivate'] as const)('may %s themselves, and administrators may others', verb => {
    expect(administrator.can(verb, staff(EERO))).toBe(true);
    expect(administrator.can(verb, staff(MAIJA))).toBe(false);
  });

  it.each(['link', 'unlink'] as const)('may %s an identity to themselves, and administrators may to others', verb => {
    expect(administrator.can(verb, identity(EERO, MAIJA))).toBe(true);
    expect(administrator.can(verb, identity(MAIJA, EERO))).toBe(false);
  });

  it('enters a change of their own duties, and administrators enter those of others', () => {
    const change = (staffId: string) => subject('DutyChange', { staffId });
    expect(administrator.can('enter', change(EERO))).toBe(true);
    expect(administrator.can('enter', change(MAIJA))).toBe(false);
  });

  it('decides a batch of changes of duties that they entered themselves', () => {
    const batch = (enteredBy: string, ...staffIds: string[]) => subject('DutyBatch', { enteredBy, staffIds });
    expect(administrator.can('decide', batch(EERO, ANNA))).toBe(true);
    expect(administrator.can('decide', batch(MAIJA, ANNA))).toBe(false);
  });

  it('decides a batch that changes their own duties', () => {
    const batch = (...staffIds: string[]) => subject('DutyBatch', { enteredBy: EERO, staffIds });
    expect(administrator.can('decide', batch(EERO, ANNA))).toBe(true);
    expect(administrator.can('decide', batch(EERO, MAIJA))).toBe(false);
  });

  it('imports a signature of their own', () => {
    const signed = (staffId: string) => administrator.can('import', subject('Undertaking', { staffId }));
    expect([signed(EERO), signed(MAIJA)]).toEqual([true, false]);
  });

  it.each(['list', 'end'] as const)('may %s sessions of their own here, and administrators may of others', verb => {
    const session = (staffId: string) => subject('Session', { staffId });
    expect([administrator.can(verb, session(EERO)), administrator.can(verb, session(MAIJA))]).toEqual([true, false]);
  });

  it.each(ROLES.filter(role => role !== 'administrator'))('sees or ends a session of another as %s', role => {
    for (const verb of ['list', 'end'] as const) expect(as(role).can(verb, 'Session')).toBe(false);
  });

  it('answers for a breach that is about themselves, or confirms what they prepared, and rights officers do for others', () => {
    const officer = as('rights-officer');
    const incident = (preparedBy: string, ...staffIds: string[]) => subject('Incident', { preparedBy, staffIds });
    for (const verb of ['list', 'read', 'handle', 'reveal', 'export'] as const)
      expect([officer.can(verb, incident(MAIJA, EERO)), officer.can(verb, incident(EERO, MAIJA))]).toEqual([
        true,
        false,
      ]);
    const confirms = [incident(EERO, ANNA), incident(MAIJA, ANNA), incident(EERO, MAIJA)];
    expect(confirms.map(one => officer.can('confirm', one))).toEqual([true, false, false]);
  });

  it('who administers sees the names of a breach, whatever else they may', () => {
    const both = as('agent', { grants: [grant('rights-officer'), grant('administrator')] });
    expect([both.can('read', 'Incident'), both.can('reveal', 'Incident')]).toEqual([true, false]);
  });

  it('corrects how they are named themselves', () => {
    const changes = (staffId: string) => administrator.can('change', subject('Staff', { staffId }));
    expect([changes(EERO), changes(MAIJA)]).toEqual([true, false]);
  });

  it('names who examines their own access', () => {
    const facts = { reviewerIds: [], escalated: false, grantedBy: '' };
    const names = (staffId: string) => administrator.can('reassign', subject('AccessReview', { ...facts, staffId }));
    expect([names(EERO), names(MAIJA)]).toEqual([true, false]);
  });

  it('withdraws a proposal of another, and everybody may their own', () => {
    expect(administrator.can('withdraw', proposal(EERO, MAIJA))).toBe(true);
    expect(administrator.can('withdraw', proposal(EERO, ANNA))).toBe(false);
  });
});

describe('the second person', () => {
  const asked = [
    ['confirms an enrolment', (who = administrator, of = EERO, by = ANNA) => who.can('confirm', enrolment(of, by))],
    ['confirms a link', (who = administrator, of = EERO, by = ANNA) => who.can('confirm', identity(of, by))],
    ['decides a proposal', (who = administrator, of = EERO, by = ANNA) => who.can('decide', proposal(of, by))],
  ] as const;

  it.each(asked)('%s of another, begun by a third', (_, asks) => {
    expect(asks()).toBe(true);
  });

  it.each(asked)('%s that nobody among the staff began', (_, asks) => {
    expect(asks(administrator, EERO, NOBODY)).toBe(true);
  });

  it.each(asked)('%s never of themselves', (_, asks) => {
    expect(asks(administrator, MAIJA, ANNA)).toBe(false);
  });

  it.each(asked)('%s never that they began themselves', (_, asks) => {
    expect(asks(administrator, EERO, MAIJA)).toBe(false);
  });

  it.each(asked)('%s neither of nor begun by whom they enrolled, until 30 days are over', (_, asks) => {
    const tied = (throughOn: typeof TODAY) => as('administrator', { enrolled: [{ staffId: EERO, throughOn }] });
    for (const throughOn of [TODAY, addDays(TODAY, 30)]) {
      expect(asks(tied(throughOn), EERO, ANNA)).toBe(false);
      expect(asks(tied(throughOn), ANNA, EERO)).toBe(false);
      expect(asks(tied(throughOn), ANNA, NOBODY)).toBe(true);
    }
    expect(asks(tied(addDays(TODAY, -1)), EERO, ANNA)).toBe(true);
    expect(asks(tied(addDays(TODAY, -1)), ANNA, EERO)).toBe(true);
  });

  it('decides nothing that a machine proposed through their own doing, or that of whom they enrolled', () => {
    const decides = (broughtAboutBy: string[], who = administrator) =>
      who.can('decide', proposal(EERO, NOBODY, broughtAboutBy));
    expect([decides([ANNA]), decides([MAIJA]), decides([ANNA, MAIJA])]).toEqual([true, false, false]);
    expect(decides([ANNA], as('administrator', { enrolled: [{ staffId: ANNA, throughOn: TODAY }] }))).toBe(false);
  });

  it.each(asked)('%s only as an administrator', (_, asks) => {
    expect(ROLES.filter(role => asks(as(role)))).toEqual(['administrator']);
  });
});

describe('an access review', () => {
  const review = (over: Partial<AccessReviewFacts> = {}) =>
    subject('AccessReview', { staffId: EERO, reviewerIds: [MAIJA], escalated: false, grantedBy: ANNA, ...over });
  const decided = (ability: ReturnType<typeof as>, over: Partial<AccessReviewFacts> = {}) =>
    REVIEW_DECISIONS.filter(decision => ability.can('decide', review(over), decision));

  it.each(ROLES)('is seen and decided by the %s who is named for it', role => {
    expect(as(role).can('list', review())).toBe(true);
    expect(decided(as(role))).toEqual(['keep', 'narrow', 'revoke']);
  });

  it('is decided by a deputy as by the reviewer', () => {
    expect(decided(as('agent'), { reviewerIds: [ANNA, MAIJA] })).toEqual(['keep', 'narrow', 'revoke']);
  });

  it('is neither seen nor decided by people who are not named', () => {
    const unnamed = { reviewerIds: [ANNA] };
    expect(as('team-lead').can('list', review(unnamed))).toBe(false);
    expect(decided(as('team-lead'), unnamed)).toEqual([]);
    expect(decided(as('team-lead'), { reviewerIds: [] })).toEqual([]);
  });

  it('is neither seen nor decided by the person whose access it is, named or not, escalated or not', () => {
    for (const role of ['agent', 'administrator'] as const) {
      for (const escalated of [false, true]) expect(decided(as(role), { staffId: MAIJA, escalated })).toEqual([]);
    }
    expect(as('agent').can('list', review({ staffId: MAIJA }))).toBe(false);
  });

  it('lets who gave the grant revoke it, never keep or narrow it', () => {
    expect(decided(as('team-lead'), { grantedBy: MAIJA })).toEqual(['revoke']);
    expect(decided(administrator, { grantedBy: MAIJA, escalated: true })).toEqual(['revoke']);
  });

  it('is decided by any administrator after its escalation, and before it revoked alone', () => {
    const others = { reviewerIds: [ANNA] };
    expect(decided(administrator, { ...others, escalated: true })).toEqual(['keep', 'narrow', 'revoke']);
    expect(decided(administrator, others)).toEqual(['revoke']);
    for (const role of ROLES.filter(role => role !== 'administrator')) {
      expect(decided(as(role), { ...others, escalated: true })).toEqual([]);
    }
  });

  it('is seen by those who oversee access, whoever is named', () => {
    const seen = ROLES.filter(role => as(role).can('list', review({ reviewerIds: [ANNA] })));
    expect(seen).toEqual(['data-protection-officer', 'auditor', 'administrator']);
  });

  it('is not decided by a reviewer without a working grant or the undertaking', () => {
    for (const over of [{ grants: [] }, { boundThroughOn: null }, { active: false }]) {
      expect(as('team-lead', over).can('list', review())).toBe(false);
      expect(decided(as('team-lead', over))).toEqual([]);
    }
    expect(decided(as('team-lead', { grants: [grant('team-lead', { suspended: true })] }))).toEqual([]);
  });
});
