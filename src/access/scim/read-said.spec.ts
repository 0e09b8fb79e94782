import { describe, expect, it } from '@jest/globals';
import { patchGroup, patchUser, readGroup, readUser, replaceGroup, replaceUser } from './read-said.js';
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
    [{}, ['userName']],
    [{ userName: '' }, ['userName']],
    [{ userName: 5 }, ['userName']],
    [{ userName: 'a', active: 'perhaps' }, ['active']],
    [{ userName: 'a', active: 1 }, ['active']],
    [{ userName: 'a', active: 'yes' }, ['active']],
    [{ userName: 'a', active: 'off' }, ['active']],
    [{ userName: 'a', title: 'x\u0000', displayName: '\u001fx' }, ['displayName', 'title']],
    [{ userName: 'a', title: ['x'] }, ['title']],
    [{ userName: 'a', name: { givenName: 5 }, emails: [{ value: 5 }, { value: 6 }] }, ['name', 'emails']],
    [{ userName: 'a', [ENTERPRISE]: { department: 5, division: 5 } }, [ENTERPRISE]],
  ])('is refused as %j, and the attributes are named', (body, fields) => {
    expect(() => readUser(body)).toThrow(expect.objectContaining({ code: 'scim-invalid-value', details: { fields } }));
  });

  it('says nothing with nothing but blanks, and keeps the blanks of what says something', () => {
    expect(readUser({ userName: 'a', title: '  ', displayName: ' M ' })).toEqual({
      userName: 'a',
      displayName: ' M ',
      active: true,
    });
  });

  it('says nothing with sets of nothing, and with addresses that are none', () => {
    const manager = { value: '', displayName: null };
    const body = {
      userName: 'a',
      emails: [{ type: 'work' }, { value: '' }],
      [ENTERPRISE]: { department: null, manager },
    };
    expect(readUser(body)).toEqual({ userName: 'a', active: true });
    expect(readUser({ userName: 'a', name: null, emails: null, [ENTERPRISE]: null })).toEqual({
      userName: 'a',
      active: true,
    });
  });

  const long = (length: number) => 'x'.repeat(length);
  it.each([
    ['userName', 64, (userName: string) => ({ userName })],
    ['externalId', 128, (externalId: string) => ({ externalId })],
    ['displayName', 120, (displayName: string) => ({ displayName })],
    ['title', 120, (title: string) => ({ title })],
    ['name', 240, (formatted: string) => ({ name: { formatted } })],
    ['name', 120, (familyName: string) => ({ name: { familyName } })],
    ['name', 120, (givenName: string) => ({ name: { givenName } })],
    ['emails', 254, (value: string) => ({ emails: [{ value }] })],
    ['emails', 64, (type: string) => ({ emails: [{ value: 'x@y', type }] })],
    [ENTERPRISE, 120, (department: string) => ({ [ENTERPRISE]: { department } })],
    [ENTERPRISE, 120, (division: string) => ({ [ENTERPRISE]: { division } })],
    [ENTERPRISE, 64, (value: string) => ({ [ENTERPRISE]: { manager: { value } } })],
    [ENTERPRISE, 120, (displayName: string) => ({ [ENTERPRISE]: { manager: { value: 'm', displayName } } })],
  ])('is so long at most: %s of %d signs', (field, most, bodyOf) => {
    const kept = { userName: 'a', active: true, ...bodyOf(long(most)) };
    expect(readUser(kept)).toEqual(kept);
    expect(() => readUser({ userName: 'a', ...bodyOf(long(most + 1)) })).toThrow(
      expect.objectContaining({ code: 'scim-invalid-value', details: { fields: [field] } }),
    );
  });

  it('has twenty addresses at most', () => {
    const emails = Array.from({ length: 21 }, (_, number) => ({ value: `${number}@example.org` }));
    expect(readUser({ userName: 'a', emails: emails.slice(1) }).emails).toHaveLength(20);
    expect(() => readUser({ userName: 'a', emails })).toThrow(expect.objectContaining({ code: 'scim-invalid-value' }));
  });
});

describe('a PUT of a user', () => {
  const rest = { userName: 'maija', title: 'Neuvoja' };

  it('says everything anew, and what it leaves out is not said any more', () => {
    const body = { ...rest, externalId: 'e-2', active: false };
    expect(replaceUser(SAID, body)).toEqual(body);
  });

  it('leaves the external id and whether the person is active as they were said, where it is silent of them', () => {
    expect(replaceUser(SAID, rest)).toEqual({ ...rest, externalId: 'e-1', active: true });
    expect(replaceUser({ ...SAID, active: false }, rest)).toEqual({ ...rest, externalId: 'e-1', active: false });
    expect(replaceUser({ userName: 'maija' }, rest)).toEqual({ ...rest, active: true });
  });

  it('takes an external id away with null', () => {
    expect(replaceUser(SAID, { ...rest, externalId: null })).toEqual({ ...rest, active: true });
  });
});

describe('silence about whether somebody is active', () => {
  const left: SaidOfUser = { ...SAID, active: false };

  it.each([null, undefined])('lets nobody in with a PUT that says %j', active => {
    expect(replaceUser(left, { userName: 'maija', active }).active).toBe(false);
    expect(replaceUser(SAID, { userName: 'maija', active }).active).toBe(true);
  });

  it.each([
    { op: 'Remove', path: 'active' },
    { op: 'Replace', path: 'active', value: null },
    { op: 'Replace', value: { active: null } },
  ])('lets nobody in with a PATCH as %j', operation => {
    expect(patchUser(left, { schemas: [PATCH_OP], Operations: [operation] }).active).toBe(false);
    expect(patchUser(SAID, { schemas: [PATCH_OP], Operations: [operation] }).active).toBe(true);
    expect(patchUser({ userName: 'a' }, { schemas: [PATCH_OP], Operations: [operation] }).active).toBe(true);
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
    const schemas = [PATCH_OP];
    const wrong = [
      ...[
        { Operations },
        { schemas: [ENTERPRISE], Operations },
        { schemas: [], Operations },
        { schemas: 5, Operations },
      ],
      ...[{ schemas, Operations: [] }, { schemas }, { schemas, Operations: [{ path: 'active', value: false }] }],
      { schemas, Operations: [{ ...Operations[0], path: 'x'.repeat(513) }] },
    ];
    for (const body of wrong) {
      expect(() => patchUser(SAID, body)).toThrow(expect.objectContaining({ code: 'scim-invalid-syntax' }));
    }
  });

  it('may have its schema in any case, among others, and say that it has no path', () => {
    const Operations = [{ op: 'replace', path: null, value: { active: false } }];
    const schemas = [ENTERPRISE, PATCH_OP.toUpperCase()];
    expect(patchUser(SAID, { schemas, Operations })).toEqual({ ...SAID, active: false });
  });

  it('has two hundred operations at most', () => {
    const Operations = Array.from({ length: 201 }, () => ({ op: 'replace', path: 'active', value: false }));
    expect(patched(...Operations.slice(1)).active).toBe(false);
    expect(() => patched(...Operations)).toThrow(expect.objectContaining({ code: 'scim-invalid-syntax' }));
  });
});

describe('what a directory says of a group', () => {
  const id = '00000000-0000-7000-8000-00000000000A';

  it('is its name without blanks around it, its external id, and each member once', () => {
    const members = [{ value: id }, { value: id.toLowerCase(), display: 'M' }];
    expect(readGroup({ displayName: ' Tuki ', externalId: 'g-1', members, meta: {} })).toEqual({
      ...{ displayName: 'Tuki', externalId: 'g-1', members: [id.toLowerCase()] },
    });
    const alone = { displayName: 'Tuki', externalId: null, members: [] };
    expect(readGroup({ displayName: 'Tuki', members: null })).toEqual(alone);
    expect(readGroup({ displayName: 'Tuki' })).toEqual(alone);
  });

  it.each([
    [{}, ['displayName']],
    [{ displayName: ' ' }, ['displayName']],
    [{ displayName: 'x'.repeat(257) }, ['displayName']],
    [{ displayName: 'x', externalId: 'x'.repeat(129) }, ['externalId']],
    [{ displayName: 'x', members: [{ value: 'y' }] }, ['members']],
    [{ displayName: 'x', members: [{}] }, ['members']],
  ])('is refused as %j, and the attributes are named', (body, fields) => {
    expect(() => readGroup(body)).toThrow(expect.objectContaining({ code: 'scim-invalid-value', details: { fields } }));
  });

  it('is said anew by a PUT, but for an external id that it leaves out', () => {
    const group = { displayName: 'Tuki', externalId: 'g-1', members: [id.toLowerCase()] };
    expect(replaceGroup(group, { displayName: 'Uusi' })).toEqual({
      displayName: 'Uusi',
      externalId: 'g-1',
      members: [],
    });
    expect(replaceGroup(group, { displayName: 'Uusi', externalId: 'g-2' }).externalId).toBe('g-2');
    expect(replaceGroup(group, { displayName: 'Uusi', externalId: null }).externalId).toBeNull();
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
});
