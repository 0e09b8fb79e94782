import { describe, expect, it } from '@jest/globals';
import { DirectoryGroup } from './directory-group.entity.js';
import { DirectoryUser } from './directory-user.entity.js';
import { groupResource, listResponse, selected, userResource } from './resources.js';
import { ENTERPRISE, GROUP, USER, type SaidOfUser } from './said-of-user.js';

const ORIGIN = 'https://tallenne.example.org';
const MAIJA = '00000000-0000-7000-8000-000000000001';
const EERO = '00000000-0000-7000-8000-000000000002';
const times = {
  createdAt: new Date('2026-11-24T07:00:00Z'),
  lastModifiedAt: new Date('2026-11-25T07:00:00Z'),
  version: 3,
};

function user(attributes: SaidOfUser, active = true): DirectoryUser {
  return Object.assign(new DirectoryUser(), { staffId: MAIJA, attributes, active, ...times });
}

function group(externalId: string | null): DirectoryGroup {
  return Object.assign(new DirectoryGroup(), { id: EERO, displayName: 'Tuki', externalId, ...times });
}

const meta = { created: '2026-11-24T07:00:00.000Z', lastModified: '2026-11-25T07:00:00.000Z', version: 'W/"3"' };

describe('a user as SCIM tells it', () => {
  it('is what was said, with its id, its schema and its address', () => {
    const said = { userName: 'Maija.Malli', title: 'Neuvoja' };
    expect(userResource(user(said), ORIGIN)).toEqual({
      schemas: [USER],
      id: MAIJA,
      ...said,
      active: true,
      meta: { resourceType: 'User', location: `${ORIGIN}/scim/v2/Users/${MAIJA}`, ...meta },
    });
  });

  it('names the schema of the extension where something of it was said', () => {
    const said = { userName: 'm', [ENTERPRISE]: { department: 'Tuki' } };
    expect(userResource(user(said), ORIGIN)).toMatchObject({ schemas: [USER, ENTERPRISE], ...said });
  });

  it('is as active as the house has it, whatever was said last', () => {
    expect(userResource(user({ userName: 'm', active: true }, false), ORIGIN).active).toBe(false);
  });
});

describe('a group as SCIM tells it', () => {
  it('has its members by their ids and addresses', () => {
    expect(groupResource(group('g-1'), [MAIJA], ORIGIN)).toEqual({
      schemas: [GROUP],
      id: EERO,
      externalId: 'g-1',
      displayName: 'Tuki',
      members: [{ value: MAIJA, $ref: `${ORIGIN}/scim/v2/Users/${MAIJA}`, type: 'User' }],
      meta: { resourceType: 'Group', location: `${ORIGIN}/scim/v2/Groups/${EERO}`, ...meta },
    });
  });

  it('has no external id where none was said', () => {
    expect(groupResource(group(null), [], ORIGIN)).not.toHaveProperty('externalId');
  });
});

describe('what is asked for of a resource', () => {
  const resource = {
    schemas: [USER, ENTERPRISE],
    id: MAIJA,
    userName: 'm',
    name: { givenName: 'Maija' },
    emails: [],
    [ENTERPRISE]: { department: 'Tuki' },
    meta,
  };
  const names = (attributes?: string, excluded?: string) =>
    Object.keys(selected(resource, attributes, excluded)).filter(name => !['id', 'schemas'].includes(name));

  it('is all of it where nothing else is said', () => {
    expect(selected(resource, undefined, undefined)).toEqual(resource);
    expect(selected(resource, ' , ', '')).toEqual(resource);
  });

  it('always has the id and the schemas (RFC 7643 §7: returned "always")', () => {
    const always = { id: MAIJA, schemas: [USER, ENTERPRISE] };
    expect(selected(resource, 'nothing', undefined)).toEqual(always);
    expect(selected(resource, undefined, 'id,schemas,userName,name,emails,meta')).toEqual({
      ...always,
      [ENTERPRISE]: { department: 'Tuki' },
    });
  });

  it.each([
    ['userName', ['userName']],
    [' USERNAME , meta', ['userName', 'meta']],
    [`${USER}:userName`, ['userName']],
    [`${USER}:name.givenName`, ['name']],
    ['name.givenName', ['name']],
    ['emails[type eq "work"]', ['emails']],
    [`${ENTERPRISE}:department`, [ENTERPRISE]],
    [ENTERPRISE, [ENTERPRISE]],
    ['user,names,username2', []],
  ])('is what is named, by whole attributes: %s', (attributes, found) => {
    expect(names(attributes)).toEqual(found);
  });

  it('knows the attributes of a group by their full names, too', () => {
    const members = { schemas: [GROUP], id: EERO, displayName: 'Tuki', members: [] };
    expect(Object.keys(selected(members, `${GROUP}:members`, undefined))).toEqual(['schemas', 'id', 'members']);
    expect(Object.keys(selected(members, undefined, `${GROUP}:members`))).toEqual(['schemas', 'id', 'displayName']);
  });

  it('is not what is excluded, by its plain or its full name in any case', () => {
    expect(names(undefined, `emails, USERNAME,${USER}:name,meta.version`)).toEqual([ENTERPRISE, 'meta']);
    expect(names(undefined, ENTERPRISE)).not.toContain(ENTERPRISE);
  });

  it('is what is named, though it is excluded as well (RFC 7644 §3.9: one or the other)', () => {
    expect(names('emails', 'emails')).toEqual(['emails']);
  });
});

describe('a page of a list', () => {
  it('tells where it begins, how much it has and how much there is (RFC 7644 §3.4.2)', () => {
    expect(listResponse([{ id: MAIJA }], 11, 30)).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: 30,
      startIndex: 11,
      itemsPerPage: 1,
      Resources: [{ id: MAIJA }],
    });
  });
});
