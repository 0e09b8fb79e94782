import { describe, expect, it } from '@jest/globals';
import { patchGroup, patchUser, readGroup, readUser } from './read-said.js';
import { ENTERPRISE, type SaidOfUser } from './said-of-user.js';

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

const SAID: SaidOfUser = {
  userName: 'maija.malli@example.org',
  externalId: 'e-1',
  active: true,
  name: { familyName: 'Malli', givenName: 'Maija' },
  emails: [{ value: 'maija@example.org', type: 'work', primary: true }],
};

const patched = (...Operations: object[]): SaidOfUser => patchUser(SAID, { schemas: [PATCH_OP], Operations });

describe('what a directory says of a user', () => {
  it('is kept as it was said, and nothing that is not needed', () => {
    const body = {
      ...SAID,
      password: 'secret',
      phoneNumbers: [{ value: '+358401234567' }],
      nickName: 'M',
      locale: 'fi',
    };
    expect(readUser(body)).toEqual(SAID);
  });

  it('may write names of attributes and booleans in any case', () => {
    expect(readUser({ USERNAME: 'a', Active: 'False', Emails: [{ VALUE: 'x@y', Primary: 'True' }] })).toEqual({
      userName: 'a',
      active: false,
      emails: [{ value: 'x@y', primary: true }],
    });
  });

  it('is active where nothing is said of it', () => {
    expect(readUser({ userName: 'a' }).active).toBe(true);
  });

  it('says nothing with an empty text, with null and with an empty list', () => {
    const body = { userName: 'a', title: '', displayName: null, emails: [], name: { givenName: '' } };
    expect(readUser(body)).toEqual({ userName: 'a', active: true });
  });

  it.each([
    {},
    { userName: '' },
    { userName: 5 },
    { userName: 'a', active: 'perhaps' },
    { userName: 'a', title: 'x\u0000' },
  ])('is refused as %j', body => {
    expect(() => readUser(body)).toThrow(expect.objectContaining({ code: 'scim-invalid-value' }));
  });
});

describe('a PATCH of a user', () => {
  it('takes False of a text, as Entra ID writes it', () => {
    expect(patched({ op: 'Replace', path: 'active', value: 'False' }).active).toBe(false);
  });

  it('takes a manager as a text and as a value', () => {
    for (const value of ['m-1', { value: 'm-1' }, { $ref: '../Users/m-1', value: 'm-1' }]) {
      expect(patched({ op: 'Add', path: `${ENTERPRISE}:manager`, value })[ENTERPRISE]).toEqual({
        manager: { value: 'm-1' },
      });
    }
  });

  it('takes a manager away', () => {
    const set = { op: 'add', path: `${ENTERPRISE}:manager.value`, value: 'm-1' };
    expect(patched(set)[ENTERPRISE]).toEqual({ manager: { value: 'm-1' } });
    for (const gone of [{ op: 'Remove' }, { op: 'Replace', value: '' }, { op: 'Replace', value: null }]) {
      expect(patched(set, { path: `${ENTERPRISE}:manager`, ...gone })[ENTERPRISE]).toBeUndefined();
    }
  });

  it('sets one address of many, and makes it where there is none', () => {
    const set = { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@example.org' };
    expect(patched(set).emails).toEqual([{ value: 'new@example.org', type: 'work', primary: true }]);
    expect(patched({ op: 'remove', path: 'emails' }, set).emails).toEqual([{ value: 'new@example.org', type: 'work' }]);
  });

  it('sets dotted paths and extension attributes without a path', () => {
    const value = { displayName: 'B', 'name.givenName': 'K', [`${ENTERPRISE}:department`]: 'D', id: 'x', unknown: 1 };
    expect(patched({ op: 'replace', value })).toEqual({
      ...SAID,
      displayName: 'B',
      name: { familyName: 'Malli', givenName: 'K' },
      [ENTERPRISE]: { department: 'D' },
    });
  });

  it('leaves the other sub-attributes alone', () => {
    expect(patched({ op: 'replace', path: 'name', value: { familyName: 'Uusi' } }).name).toEqual({
      familyName: 'Uusi',
      givenName: 'Maija',
    });
  });

  it('passes over what is not kept, so that the rest is done', () => {
    const operations = [
      { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '1' },
      { op: 'Add', path: `${ENTERPRISE}:employeeNumber`, value: '1' },
      { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:tag', value: '1' },
      { op: 'Replace', path: 'active', value: false },
    ];
    expect(patched(...operations)).toEqual({ ...SAID, active: false });
  });

  it.each([
    [{ op: 'Replace', path: 'aktive', value: false }, 'scim-invalid-path'],
    [{ op: 'Replace', path: '__proto__.active', value: false }, 'scim-invalid-path'],
    [{ op: 'Remove' }, 'scim-no-target'],
    [{ op: 'Remove', path: 'userName' }, 'scim-invalid-value'],
    [{ op: 'Move', path: 'active', value: false }, 'scim-invalid-value'],
    [{ op: 'Replace', path: 'emails[type qq "work"].value', value: 'x' }, 'scim-invalid-filter'],
    [{ op: 'Replace', value: 'x' }, 'scim-invalid-value'],
  ])('is refused as %j', (operation, code) => {
    expect(() => patched(operation)).toThrow(expect.objectContaining({ code }));
  });

  it('is refused without its schema or without operations', () => {
    const Operations = [{ op: 'Replace', path: 'active', value: false }];
    for (const body of [{ Operations }, { schemas: [PATCH_OP], Operations: [] }, { schemas: [PATCH_OP] }]) {
      expect(() => patchUser(SAID, body)).toThrow(expect.objectContaining({ code: 'scim-invalid-syntax' }));
    }
  });
});

describe('a PATCH of a group', () => {
  const [one, two, three] = [1, 2, 3].map(n => `00000000-0000-7000-8000-00000000000${n}`) as [string, string, string];
  const group = { displayName: 'Tuki', externalId: null, members: [one, two] };
  const change = (...Operations: object[]) => patchGroup(group, { schemas: [PATCH_OP], Operations });

  it('adds a member once, as Entra ID and Okta write it', () => {
    const value = [
      { $ref: null, value: three },
      { value: one, display: 'x' },
    ];
    expect(change({ op: 'Add', path: 'members', value }).members).toEqual([one, two, three]);
  });

  it('removes members by the value and by the path', () => {
    expect(change({ op: 'Remove', path: 'members', value: [{ $ref: null, value: one }] }).members).toEqual([two]);
    const paths = [one, two].map(id => ({ op: 'remove', path: `members[value eq "${id}"]` }));
    expect(change(...paths).members).toEqual([]);
  });

  it('replaces all members, and its name', () => {
    expect(change({ op: 'replace', path: 'members', value: [{ value: three }] }).members).toEqual([three]);
    expect(change({ op: 'replace', value: { id: 'x', displayName: 'Uusi' } })).toEqual({
      ...group,
      displayName: 'Uusi',
    });
  });

  it('is refused with a member that is no id', () => {
    expect(() => readGroup({ displayName: 'x', members: [{ value: 'y' }] })).toThrow(
      expect.objectContaining({ code: 'scim-invalid-value' }),
    );
  });
});
