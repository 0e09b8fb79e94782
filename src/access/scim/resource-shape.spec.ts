import { describe, expect, it } from '@jest/globals';
import { resolvePath, type Target } from './resource-shape.js';
import { GROUP_SHAPE, USER_SHAPE } from './resource-shapes.js';
import { ENTERPRISE, GROUP, USER } from './said-of-user.js';

/** What a path names, in short: the attribute, its filter, its sub-attribute, and whether it is of the extension. */
function named(path: string, shape = USER_SHAPE): string {
  const resolved = resolvePath(shape, path);
  if (typeof resolved === 'string') return resolved;
  return 'target' in resolved ? shown(resolved.target) : `all of ${resolved.extension.id}`;
}

function shown({ ofExtension, attribute, filter, sub }: Target): string {
  const among = filter === undefined ? '' : `[${filter}]`;
  return `${ofExtension ? 'extension ' : ''}${attribute.name}${among}${sub === undefined ? '' : `.${sub}`}`;
}

describe('the path of an operation', () => {
  it.each([
    ['userName', 'userName'],
    ['USERNAME', 'userName'],
    [`${USER}:userName`, 'userName'],
    [`${USER.toUpperCase()}:username`, 'userName'],
    ['name', 'name'],
    ['Name.GivenName', 'name.givenName'],
    ['emails', 'emails'],
    ['emails.value', 'emails.value'],
    ['emails[type eq "work"]', 'emails[type eq "work"]'],
    ['emails[type eq "work"].Value', 'emails[type eq "work"].value'],
    ['emails[value eq "[a]"].value', 'emails[value eq "[a]"].value'],
    [`${ENTERPRISE}:department`, 'extension department'],
    [`${ENTERPRISE.toLowerCase()}:Manager.Value`, 'extension manager.value'],
  ])('names an attribute that is kept, in any case and with or without its schema: %s', (path, what) => {
    expect(named(path)).toBe(what);
  });

  it('names the whole extension', () => {
    expect(named(ENTERPRISE)).toBe(`all of ${ENTERPRISE}`);
    expect(named(ENTERPRISE.toUpperCase())).toBe(`all of ${ENTERPRISE}`);
  });

  it.each([
    ...['phoneNumbers', 'PHONENUMBERS[type eq "work"].value', 'meta.created', `${ENTERPRISE}:employeeNumber`],
    ...['urn:ietf:params:scim:schemas:extension:other:2.0:User:tag', 'URN:other:tag', `${GROUP}:displayName`],
    ...['name.middleName', 'name.honorificPrefix', 'emails[type eq "work"].display', `${ENTERPRISE}:manager.$ref`],
  ])('is passed over where the standard or another schema has it and it is not kept: %s', path => {
    expect(named(path)).toBe('passed-over');
  });

  it.each([
    ...['', ' ', 'aktive', 'department', '__proto__', 'constructor', 'userName.value', 'active[value eq "x"]'],
    ...['name[givenName eq "M"]', 'emails[]', 'emails[type eq "work"', 'emails.value.type', 'emails[type eq "work"]x'],
    ...[
      'x emails',
      'xurn:a',
      'emails x',
      `${ENTERPRISE}:tag`,
      `${ENTERPRISE}:`,
      `${USER}:aktive`,
      'name.',
      '.name',
      '1name',
    ],
  ])('is unknown where it names nothing: %j', path => {
    expect(named(path)).toBe(path === `${ENTERPRISE}:` ? `all of ${ENTERPRISE}` : 'unknown');
  });

  it('names what is kept of a group, and nothing of an extension', () => {
    expect(
      ['displayName', 'members[value eq "x"]', 'Members', `${GROUP}:members.value`].map(path =>
        named(path, GROUP_SHAPE),
      ),
    ).toEqual(['displayName', 'members[value eq "x"]', 'members', 'members.value']);
    expect(named(`${ENTERPRISE}:department`, GROUP_SHAPE)).toBe('passed-over');
    expect([named('userName', GROUP_SHAPE), named('meta', GROUP_SHAPE)]).toEqual(['unknown', 'passed-over']);
  });
});
