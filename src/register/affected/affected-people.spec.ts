import { describe, expect, it } from '@jest/globals';
import { NOBODY } from '../../kernel/ids.js';
import type { PartyInCall } from '../../recordings/index.js';
import { affectedPeople, touchedBy, type TouchedCall } from './affected-people.js';

const NOTHING = { playbacks: 0, reveals: 0, exports: 0 };
const call = (n: number, more: Partial<TouchedCall> = {}): TouchedCall => ({
  ...{ recordingId: `r${n}`, contactId: `c${n}`, agentId: 'maija', touched: 'all', ...NOTHING },
  ...more,
});
const party = (id: string, contactId: string, more: Partial<PartyInCall> = {}): PartyInCall => ({
  ...{ id, contactId, kind: 'caller', category: 'unknown', hasCode: false },
  ...more,
});
const uses = (more: object) => ({
  ...{ recordingId: 'r1', contactId: 'c1', agentId: 'maija', ...NOTHING, revealedPartyIds: [], noteRevealed: false },
  ...more,
});

describe('whom a breach affected', () => {
  it('is everybody in a call that was heard or whose copy left, the agent too', () => {
    const found = affectedPeople(
      [call(1, { playbacks: 2 })],
      [[party('a', 'c1')], [party('p', 'c1', { kind: 'patient' })]],
    );
    expect(found.map(({ kind, playbacks }) => [kind, playbacks])).toEqual([
      ['caller', 2],
      ['patient', 2],
      ['agent', 2],
    ]);
  });

  it('is one person over several calls, with what was done to all of them, by the group that is known', () => {
    const one = [party('a', 'c1'), party('b', 'c2', { category: 'partner', hasCode: true })];
    const [person, ...others] = affectedPeople(
      [call(1, { reveals: 1 }), call(2, { exports: 3, agentId: NOBODY })],
      [one],
    );
    expect(person).toEqual({
      ...{ kind: 'caller', category: 'partner', staffId: null, risks: ['identity-code'], partyIds: ['a', 'b'] },
      ...{ recordingIds: ['r1', 'r2'], playbacks: 0, reveals: 1, exports: 3 },
    });
    expect(others).toMatchObject([{ kind: 'agent', staffId: 'maija', recordingIds: ['r1'] }]);
  });

  it('is whose field was shown, and nobody else of the call', () => {
    const people = [[party('a', 'c1')], [party('p', 'c1', { kind: 'patient' })]];
    const shown = (revealedPartyIds: (string | null)[]) =>
      affectedPeople([touchedBy(call(1), uses({ reveals: 1, revealedPartyIds }))], people).map(
        ({ partyIds }) => partyIds,
      );
    expect(shown(['p'])).toEqual([['p']]);
    expect(shown([null])).toEqual([['a']]);
    const note = touchedBy(call(1), uses({ reveals: 1, noteRevealed: true }));
    expect(affectedPeople([note], people)).toHaveLength(3);
  });

  it('bears the risks of what is kept of them and of how they came into the call', () => {
    const patient = party('p', 'c1', { kind: 'patient', hasCode: true });
    const risks = (...parties: PartyInCall[]) => affectedPeople([call(1, { agentId: NOBODY })], [parties])[0]?.risks;
    expect(risks(patient)).toEqual(['identity-code', 'health-data', 'third-person']);
    expect(risks(party('a', 'c1'))).toEqual([]);
    expect(risks(patient, party('a', 'c1'))).toEqual(['identity-code', 'health-data']);
  });

  it('is nobody of a contact that no call of the scope belongs to', () => {
    expect(affectedPeople([], [[party('a', 'c1')]])).toEqual([]);
  });
});
