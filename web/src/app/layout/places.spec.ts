import { describe, expect, it } from '@jest/globals';
import { groupsOf, isWithin, placesOf } from './places.js';

const READS_RETENTION = { verb: 'read', subject: 'Retention' };
const LISTS_HOLDS = { verb: 'list', subject: 'Hold' };
const LISTS_ERASURES = { verb: 'list', subject: 'Erasure' };

const KINDS = [
  ...['Recording', 'ComplaintCase', 'RightsCase', 'AuditEvent', 'ReviewRound', 'Finding', 'AuditAlarm', 'Staff'],
  ...['GrantProposal', 'GrantTemplate', 'AccessReview', 'DutyBatch', 'AccessReport', 'Undertaking', 'Retention'],
  ...['Notice', 'ProcessingRecord', 'Incident', 'Promise', 'GoingLiveFinding', 'ServiceLevelStudy'],
  ...['Hold', 'Erasure', 'Completeness', 'QuarantinedItem', 'Source', 'AgentName', 'ServiceAccount', 'DirectoryGroup'],
];

function retentionOf(...permitted: { verb: string; subject: string }[]) {
  return placesOf({ permitted });
}

describe('the places that somebody may visit', () => {
  it('are those that their rights open', () => {
    expect(placesOf({ permitted: [] })).toEqual([]);
    expect(placesOf({ permitted: [{ verb: 'list', subject: 'Recording' }] }).map(({ to }) => to)).toEqual([
      '/recordings',
    ]);
  });

  it('have retention once, entered where the rights allow', () => {
    expect(retentionOf(READS_RETENTION, LISTS_HOLDS, LISTS_ERASURES).map(({ to }) => to)).toEqual(['/retention']);
    expect(retentionOf(LISTS_HOLDS, LISTS_ERASURES).map(({ to }) => to)).toEqual(['/holds']);
    expect(retentionOf(LISTS_ERASURES).map(({ to }) => to)).toEqual(['/erasures']);
  });
});

describe('the groups of places', () => {
  it('are those in which a person may visit anything, in the order of the navigation', () => {
    const permitted = [LISTS_HOLDS, { verb: 'list', subject: 'AuditEvent' }, { verb: 'list', subject: 'Recording' }];
    expect(groupsOf({ permitted }).map(({ name, places }) => [name, places.map(({ to }) => to)])).toEqual([
      ['recordings', ['/recordings']],
      ['logs', ['/access-log', '/purpose-shares', '/questions']],
      ['register', ['/holds']],
    ]);
  });

  it('are few enough for one row, whatever a person may', () => {
    const permitted = ['read', 'list'].flatMap(verb => KINDS.map(subject => ({ verb, subject })));
    expect(groupsOf({ permitted }).length).toBeLessThanOrEqual(7);
    expect(groupsOf({ permitted }).flatMap(({ places }) => places)).toHaveLength(placesOf({ permitted }).length);
  });
});

describe('a page', () => {
  const retention = { within: ['/retention', '/holds'] };

  it('belongs to the place whose address is its own or above it', () => {
    expect(isWithin(retention, '/holds')).toBe(true);
    expect(isWithin(retention, '/retention/purges')).toBe(true);
  });

  it('does not belong to a place whose address only begins like it', () => {
    expect(isWithin(retention, '/retentions')).toBe(false);
    expect(isWithin(retention, '/recordings')).toBe(false);
  });
});
