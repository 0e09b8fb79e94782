import { describe, expect, it } from '@jest/globals';
import { changesOf, displayNameOf, dutiesOf, emailOf, saidDuties } from './said-changes.js';
import { ENTERPRISE, type SaidOfUser } from './said-of-user.js';

const said: SaidOfUser = {
  userName: 'a',
  active: true,
  title: 'Neuvoja',
  [ENTERPRISE]: { department: 'Käyttäjätuki', manager: { value: 'm-1' } },
};

describe('what is new in what a directory says', () => {
  it('is nothing where it says the same', () => {
    expect(changesOf(said, structuredClone(said))).toEqual({ attributes: [], duties: [], presence: null });
  });

  it('is everything at the first time', () => {
    expect(changesOf(null, said)).toEqual({
      attributes: ['userName', 'title', 'active', 'department', 'manager'],
      duties: ['unit', 'title', 'manager'],
      presence: null,
    });
  });

  it('is another unit, and a post that is not said any more', () => {
    const { title: _, ...rest } = said;
    const now = { ...rest, [ENTERPRISE]: { ...said[ENTERPRISE], department: 'Osastot' } };
    expect(changesOf(said, now)).toEqual({
      attributes: ['title', 'department'],
      duties: ['unit', 'title'],
      presence: null,
    });
    expect(dutiesOf(now)).toEqual({ unit: 'Osastot', title: '', queue: '', manager: 'm-1' });
  });

  it('is that the person leaves or returns', () => {
    expect(changesOf(said, { ...said, active: false }).presence).toBe('leaves');
    expect(changesOf({ ...said, active: false }, said).presence).toBe('returns');
    expect(changesOf(null, { ...said, active: false }).presence).toBe('leaves');
  });

  it('is nothing of active where it is not said: who is not said to have left is there', () => {
    const { active: _, ...silent } = said;
    expect(changesOf(said, silent)).toEqual({ attributes: ['active'], duties: [], presence: null });
    expect(changesOf(silent, { ...said, active: false }).presence).toBe('leaves');
    expect(changesOf(null, silent).presence).toBeNull();
  });

  it('is nothing of the extension where neither says anything of it', () => {
    const plain = { userName: 'a' };
    expect(changesOf(plain, { ...plain })).toEqual({ attributes: [], duties: [], presence: null });
    expect(changesOf(null, plain)).toEqual({ attributes: ['userName'], duties: [], presence: null });
    expect(changesOf(plain, { ...plain, [ENTERPRISE]: { division: 'ward' } })).toMatchObject({
      attributes: ['division'],
      duties: ['queue'],
    });
  });

  it('is nothing where the keys of a set are in another order', () => {
    const [one, other] = [
      { givenName: 'M', familyName: 'N' },
      { familyName: 'N', givenName: 'M' },
    ];
    expect(changesOf({ ...said, name: one }, { ...said, name: other }).attributes).toEqual([]);
  });

  it('is no change of duties where only a name is new', () => {
    expect(changesOf(said, { ...said, displayName: 'A' })).toMatchObject({ attributes: ['displayName'], duties: [] });
  });
});

describe('a person of a directory', () => {
  it('has duties only where a value is said', () => {
    expect(saidDuties(said)).toEqual(['unit', 'title', 'manager']);
    expect(saidDuties({ userName: 'a' })).toEqual([]);
    expect(saidDuties({ userName: 'a', [ENTERPRISE]: { division: 'ward' } })).toEqual(['queue']);
    expect(dutiesOf({ userName: 'a' })).toEqual({ unit: '', title: '', queue: '', manager: null });
  });

  it('is seen by the name that is said, else by the parts of it, else by the user name', () => {
    const name = { givenName: 'Maija', familyName: 'Malli' };
    expect(displayNameOf({ ...said, displayName: 'M', name })).toBe('M');
    expect(displayNameOf({ ...said, name: { ...name, formatted: 'Malli Maija' } })).toBe('Malli Maija');
    expect(displayNameOf({ ...said, name })).toBe('Maija Malli');
    expect(displayNameOf(said)).toBe('a');
    expect(displayNameOf({ ...said, name: { familyName: 'Malli' } })).toBe('Malli');
    expect(displayNameOf({ ...said, displayName: ' ', name: { formatted: ' ', givenName: ' Maija ' } })).toBe('Maija');
    expect(displayNameOf({ ...said, displayName: 'x'.repeat(121) })).toBe('x'.repeat(120));
  });

  it('is reached at the address for work', () => {
    const [home, work] = [
      { value: 'h@example.org', primary: true },
      { value: 'w@example.org', type: 'Work' },
    ];
    expect(emailOf({ ...said, emails: [home, work] })).toBe('w@example.org');
    expect(emailOf({ ...said, emails: [{ value: 'x@example.org' }, home] })).toBe('h@example.org');
    expect(emailOf({ ...said, emails: [{ value: 'no address' }] })).toBeNull();
    expect(emailOf(said)).toBeNull();
  });
});
