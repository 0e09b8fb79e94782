import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { applyPatch, keptOf, type Operation } from './apply-patch.js';
import type { Json } from './resource-shape.js';
import { GROUP_SHAPE, USER_SHAPE } from './resource-shapes.js';
import { ENTERPRISE } from './said-of-user.js';

const [HOME, WORK] = [
  { value: 'home@example.org', type: 'home', primary: true },
  { value: 'work@example.org', type: 'work' },
];
const SAID: Json = {
  userName: 'maija',
  title: 'Neuvoja',
  name: { givenName: 'Maija', familyName: 'Malli' },
  emails: [HOME, WORK],
  [ENTERPRISE]: { department: 'Tuki', manager: { value: 'm-1', displayName: 'Eero' } },
};

const patched = (...operations: Operation[]): Json => applyPatch(USER_SHAPE, SAID, operations);
const { [ENTERPRISE]: _, ...WITHOUT_ENTERPRISE } = SAID;
const enterprise = (change: Json): Json => ({ ...SAID, [ENTERPRISE]: { ...(SAID[ENTERPRISE] as Json), ...change } });

/** What a whole resource may say, in attributes of every kind. */
const text = fc.string({ minLength: 1, maxLength: 6 });
const said = fc.record(
  {
    userName: text,
    title: text,
    name: fc.record({ givenName: text, familyName: text }, { requiredKeys: [] }),
    emails: fc.array(fc.record({ value: text, type: text }), { maxLength: 3 }),
    [ENTERPRISE]: fc.record({ department: text, manager: fc.record({ value: text }) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Json>;

describe('an operation that replaces or adds', () => {
  it.each(['replace', 'Replace', 'add', 'ADD'])('sets one value, in any case of %s', op => {
    expect(patched({ op, path: 'title', value: 'Esihenkilö' })).toEqual({ ...SAID, title: 'Esihenkilö' });
    expect(patched({ op, path: 'NAME.givenname', value: 'Maj' })).toEqual({
      ...SAID,
      name: { givenName: 'Maj', familyName: 'Malli' },
    });
  });

  it('is the same without a path as with each of its paths, whatever is said', () => {
    fc.assert(
      fc.property(said, said, fc.constantFrom('add', 'replace'), (before, value, op) => {
        const paths = Object.entries(value).map(([path, part]) => ({ op, path, value: part }));
        const whole = applyPatch(USER_SHAPE, before, [{ op, value }]);
        expect(whole).toEqual(applyPatch(USER_SHAPE, before, paths));
        expect(applyPatch(USER_SHAPE, before, [{ op, path: '', value }])).toEqual(whole);
        expect(applyPatch(USER_SHAPE, whole, [{ op, value }])).toEqual(whole);
      }),
    );
  });

  it('sets sub-attributes and leaves those that are not named', () => {
    expect(patched({ op: 'replace', path: 'name', value: { GIVENNAME: 'Maj', middleName: 'X' } }).name).toEqual({
      givenName: 'Maj',
      familyName: 'Malli',
    });
    expect(patched({ op: 'add', path: ENTERPRISE, value: { division: 'ward' } })).toEqual(
      enterprise({ division: 'ward' }),
    );
    expect(patched({ op: 'add', path: `${ENTERPRISE}:manager.displayName`, value: 'Anna' })).toEqual(
      enterprise({ manager: { value: 'm-1', displayName: 'Anna' } }),
    );
  });

  it('takes a text for the value of a set, as Entra ID gives a manager', () => {
    expect(applyPatch(USER_SHAPE, {}, [{ op: 'add', path: `${ENTERPRISE}:manager`, value: 'm-2' }])).toEqual({
      [ENTERPRISE]: { manager: { value: 'm-2' } },
    });
  });

  it('makes what was not there', () => {
    const operations = [
      { op: 'add', path: 'name.givenName', value: 'Maija' },
      { op: 'add', path: `${ENTERPRISE}:manager.value`, value: 'm-1' },
      { op: 'add', path: 'emails[type eq "work"].value', value: 'work@example.org' },
    ];
    expect(applyPatch(USER_SHAPE, { name: 'odd', emails: 'odd', [ENTERPRISE]: 'odd' }, operations)).toEqual({
      name: { givenName: 'Maija' },
      emails: [WORK],
      [ENTERPRISE]: { manager: { value: 'm-1' } },
    });
  });

  it.each([null, ''])('empties a set by %j, as Entra ID does', value => {
    expect(patched({ op: 'replace', path: 'name', value })).toEqual({ ...SAID, name: undefined });
    expect(patched({ op: 'replace', path: `${ENTERPRISE}:manager`, value })).toEqual(
      enterprise({ manager: undefined }),
    );
    expect(patched({ op: 'replace', path: 'emails', value: null })).toEqual({ ...SAID, emails: [] });
  });

  it('passes over an extension that is not a set, and the one of another resource', () => {
    expect(patched({ op: 'replace', path: ENTERPRISE, value: 'Tuki' })).toEqual(SAID);
    const odd = [{ op: 'replace', path: ENTERPRISE, value: 'Tuki' }];
    expect(applyPatch(USER_SHAPE, WITHOUT_ENTERPRISE, odd)).toEqual(WITHOUT_ENTERPRISE);
    expect(applyPatch(GROUP_SHAPE, { displayName: 'Tuki' }, [{ op: 'add', path: ENTERPRISE, value: {} }])).toEqual({
      displayName: 'Tuki',
    });
  });

  it.each([
    [{ op: 'move', path: 'title', value: 'x' }, 'scim-invalid-value', ['op']],
    [{ op: 'replace', value: 'x' }, 'scim-invalid-value', ['value']],
    [{ op: 'replace', value: ['x'] }, 'scim-invalid-value', ['value']],
    [{ op: 'add', value: null }, 'scim-invalid-value', ['value']],
    [{ op: 'add', path: 'name', value: 5 }, 'scim-invalid-value', ['name']],
    [{ op: 'add', path: 'emails', value: [5] }, 'scim-invalid-value', ['emails']],
    [{ op: 'add', path: 'emails.value', value: 'x' }, 'scim-invalid-path', undefined],
    [{ op: 'add', path: 'nobody', value: 'x' }, 'scim-invalid-path', undefined],
    [{ op: 'add', path: 'emails[type gt "work"].value', value: 'x' }, 'scim-invalid-filter', undefined],
  ])('is refused as %j', (operation, code, fields) => {
    const details = fields === undefined ? {} : { fields };
    expect(() => patched(operation)).toThrow(expect.objectContaining({ code, details }));
  });
});

describe('many values', () => {
  const added = (value: unknown) => patched({ op: 'add', path: 'emails', value }).emails;

  it('are added, alone or several at once, by what of them is kept', () => {
    const value = { VALUE: 'new@example.org', display: 'New' };
    expect(added(value)).toEqual([HOME, WORK, { value: 'new@example.org' }]);
    expect(added(['a@example.org', value])).toEqual([
      HOME,
      WORK,
      { value: 'a@example.org' },
      { value: 'new@example.org' },
    ]);
  });

  it('are not there twice: of two addresses the type counts too where both have one', () => {
    expect(added(WORK)).toEqual([HOME, WORK]);
    expect(added({ value: WORK.value })).toEqual([HOME, WORK]);
    expect(added({ ...WORK, type: 'other' })).toEqual([HOME, WORK, { ...WORK, type: 'other' }]);
  });

  it('are replaced all together', () => {
    expect(patched({ op: 'replace', path: 'emails', value: WORK }).emails).toEqual([WORK]);
    expect(keptOf(USER_SHAPE, { emails: [WORK], EMAILS: [HOME] }).emails).toEqual([HOME]);
  });

  it('are none where they are no sets', () => {
    const odd = { emails: ['odd', WORK] };
    const operation = { op: 'add', path: 'emails', value: HOME };
    expect(applyPatch(USER_SHAPE, odd, [operation]).emails).toEqual([WORK, HOME]);
  });

  it('are changed where a filter means them, and the others are left', () => {
    const set = (path: string, value: unknown) => patched({ op: 'replace', path, value }).emails;
    expect(set('emails[type eq "WORK"].value', 'x@example.org')).toEqual([HOME, { ...WORK, value: 'x@example.org' }]);
    expect(set('emails[type eq "work"]', { Value: 'x@example.org', display: 'X' })).toEqual([
      HOME,
      { ...WORK, value: 'x@example.org' },
    ]);
    expect(set('emails[type eq "work"]', 'odd')).toEqual([HOME, WORK]);
    expect(set('emails[value pr].type', 'other')).toEqual([
      { ...HOME, type: 'other' },
      { ...WORK, type: 'other' },
    ]);
  });

  it('are made as a filter asks for them where it means none', () => {
    const set = (path: string) => (patched({ op: 'add', path, value: 'x@example.org' }).emails as Json[]).slice(2);
    expect(set('emails[type eq "other"].value')).toEqual([{ value: 'x@example.org', type: 'other' }]);
    expect(set('emails[type eq "other" and primary eq false].value')).toEqual([
      { value: 'x@example.org', type: 'other', primary: false },
    ]);
    expect(set('emails[type eq "other" or type eq "third"].value')).toEqual([
      { value: 'x@example.org', type: 'other' },
    ]);
    expect(set('emails[type eq "other" and display eq "X"].value')).toEqual([
      { value: 'x@example.org', type: 'other' },
    ]);
    expect(set('emails[type eq "work" and primary pr].value')).toStrictEqual([
      { value: 'x@example.org', type: 'work' },
    ]);
  });

  it.each([true, 'True'])(
    'have one first choice, the one that is said to be it last: %j (RFC 7644 §3.5.2)',
    primary => {
      const home = { ...HOME, primary: false };
      expect(added({ value: 'new@example.org', primary })).toEqual([home, WORK, { value: 'new@example.org', primary }]);
      const set = (path: string, value: unknown) => patched({ op: 'replace', path, value }).emails;
      expect(set('emails[type eq "work"].primary', primary)).toEqual([home, { ...WORK, primary }]);
      expect(set('emails[type eq "other"].primary', primary)).toEqual([home, WORK, { type: 'other', primary }]);
      expect(added({ value: 'new@example.org', primary: false })).toEqual([
        ...[HOME, WORK, { value: 'new@example.org', primary: false }],
      ]);
      expect(set('emails[type eq "work"].primary', false)).toEqual([HOME, { ...WORK, primary: false }]);
    },
  );
});

describe('an operation that removes', () => {
  const removed = (path: string, value?: unknown) => patched({ op: 'Remove', path, value });

  it('takes an attribute, a sub-attribute, or the whole extension', () => {
    const { title: _title, ...rest } = SAID;
    expect(removed('TITLE')).toEqual(rest);
    expect(removed('name.givenName')).toEqual({ ...SAID, name: { familyName: 'Malli' } });
    expect(removed(`${ENTERPRISE}:manager.displayName`)).toEqual(enterprise({ manager: { value: 'm-1' } }));
    expect(removed(ENTERPRISE)).toEqual(WITHOUT_ENTERPRISE);
    expect(applyPatch(USER_SHAPE, WITHOUT_ENTERPRISE, [{ op: 'remove', path: `${ENTERPRISE}:manager` }])).toEqual({
      ...WITHOUT_ENTERPRISE,
      [ENTERPRISE]: {},
    });
  });

  it('takes all of many, or those that a filter means, or a part of each of those', () => {
    expect(removed('emails')).not.toHaveProperty('emails');
    expect(removed('emails', null)).not.toHaveProperty('emails');
    expect(removed('emails[type eq "home"]').emails).toEqual([WORK]);
    expect(removed('emails[type eq "home"].primary').emails).toEqual([{ value: HOME.value, type: 'home' }, WORK]);
    expect(removed('emails[type eq "other"]')).toEqual(SAID);
  });

  it('takes those that the value names, as Entra ID writes it', () => {
    expect(removed('emails', [{ value: HOME.value }]).emails).toEqual([WORK]);
    expect(removed('emails', WORK.value).emails).toEqual([HOME]);
    expect(removed('emails', []).emails).toEqual([HOME, WORK]);
  });

  it('takes what has one value whatever value is named', () => {
    expect(removed('title', 'Muu')).not.toHaveProperty('title');
  });

  it('passes over what is not kept', () => {
    expect(removed('phoneNumbers[type eq "work"]')).toEqual(SAID);
    expect(applyPatch(GROUP_SHAPE, { displayName: 'Tuki' }, [{ op: 'remove', path: ENTERPRISE }])).toEqual({
      displayName: 'Tuki',
    });
  });

  it.each([
    [{ op: 'remove' }, 'scim-no-target'],
    [{ op: 'remove', path: '' }, 'scim-no-target'],
    [{ op: 'remove', path: 'nobody' }, 'scim-invalid-path'],
    [{ op: 'remove', path: 'emails.value' }, 'scim-invalid-path'],
    [{ op: 'remove', path: 'emails', value: [5] }, 'scim-invalid-value'],
  ])('is refused as %j', (operation, code) => {
    expect(() => patched(operation)).toThrow(expect.objectContaining({ code }));
  });
});

describe('what a whole resource says', () => {
  it('is kept under its own names, paths among them, and nothing else is', () => {
    const body = {
      ...{ USERNAME: 'maija', 'name.givenName': 'Maija', NAME: { familyName: 'Malli' }, nickName: 'M', 'no path': 1 },
      [ENTERPRISE.toLowerCase()]: { Department: 'Tuki', costCenter: '1', tag: 'x' },
      [`${ENTERPRISE}:division`]: 'ward',
    };
    expect(keptOf(USER_SHAPE, body)).toEqual({
      userName: 'maija',
      name: { givenName: 'Maija', familyName: 'Malli' },
      [ENTERPRISE]: { department: 'Tuki', division: 'ward' },
    });
  });
});
