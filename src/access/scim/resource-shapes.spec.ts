import { describe, expect, it } from '@jest/globals';
import { ENTERPRISE_SCHEMA, GROUP_SCHEMA, GROUP_SHAPE, USER_SCHEMA, USER_SHAPE } from './resource-shapes.js';
import { ENTERPRISE, GROUP, USER } from './said-of-user.js';

interface Told {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly required: boolean;
  readonly caseExact?: boolean;
  readonly uniqueness?: string;
  readonly description: string;
  readonly subAttributes?: readonly Told[];
}

/** Each attribute in a line: its name, what RFC 7643 §7 tells of it as far as it is not the default, and its description. */
function told(schema: Pick<typeof USER_SCHEMA, 'describe'>): string[] {
  const { attributes } = JSON.parse(JSON.stringify(schema.describe('/Schemas'))) as { readonly attributes: Told[] };
  return attributes.flatMap(one => linesOf(one, ''));
}

function linesOf({ name, type, description, subAttributes = [], ...more }: Told, before: string): string[] {
  const kinds = [
    ...[type, ...(more.required ? ['required'] : []), ...(more.multiValued ? ['many'] : [])],
    ...[...(more.caseExact ? ['case-exact'] : []), ...(more.uniqueness === 'server' ? ['unique'] : [])],
  ];
  const line = `${before}${name} (${kinds.join(', ')}): ${description}`;
  return [line, ...subAttributes.flatMap(sub => linesOf(sub, `${before}${name}.`))];
}

describe('what is told of the resources that are kept', () => {
  it('names each attribute of a user (RFC 7643 §4.1), and what it is for here', () => {
    expect([USER_SCHEMA.id, USER_SCHEMA.name, USER_SCHEMA.description]).toEqual([
      USER,
      'User',
      'A named person of the staff',
    ]);
    expect(told(USER_SCHEMA)).toEqual([
      'userName (string, required, unique): What the person signs in with',
      'name (complex): The components of the name',
      'name.formatted (string): The whole name',
      'name.familyName (string): The family name',
      'name.givenName (string): The given name',
      'displayName (string): The name that others see',
      'title (string): The post; a change of it is a change of duties',
      'active (boolean): Whether the person may work here; false acts at once',
      'emails (complex, many): The addresses; of these the one for work is used',
      'emails.value (string): The address',
      'emails.type (string): What it is for, such as work',
      'emails.primary (boolean): Whether it is the first choice',
    ]);
  });

  it('names each attribute of the enterprise extension (§4.3)', () => {
    expect([ENTERPRISE_SCHEMA.id, ENTERPRISE_SCHEMA.name, ENTERPRISE_SCHEMA.description]).toEqual([
      ...[ENTERPRISE, 'EnterpriseUser', 'What the person is there for'],
    ]);
    expect(told(ENTERPRISE_SCHEMA)).toEqual([
      'department (string): The unit; a change of it is a change of duties',
      'division (string): The queue; a change of it is a change of duties',
      'manager (complex): Who leads the person and reviews their access',
      'manager.value (string, case-exact): The id of another user',
      'manager.displayName (string): The name of that user',
    ]);
  });

  it('names each attribute of a group (§4.2)', () => {
    expect([GROUP_SCHEMA.id, GROUP_SCHEMA.name, GROUP_SCHEMA.description]).toEqual([
      ...[GROUP, 'Group', 'A group, whose members may be proposed for a grant'],
    ]);
    expect(told(GROUP_SCHEMA)).toEqual([
      'displayName (string, required): The name of the group',
      'members (complex, many): The members, users alone',
      'members.value (string, case-exact): The id of a user',
      'members.display (string): The name of that user',
    ]);
  });
});

describe('the attributes that are kept', () => {
  it('are those that are told and the external id, by their names in lower case', () => {
    expect([...USER_SHAPE.attributes.keys()]).toEqual([
      ...['externalid', 'username', 'name', 'displayname', 'title', 'active', 'emails'],
    ]);
    expect([...(USER_SHAPE.extension?.attributes.keys() ?? [])]).toEqual([
      ...['externalid', 'department', 'division', 'manager'],
    ]);
    expect([...GROUP_SHAPE.attributes.keys()]).toEqual(['externalid', 'displayname', 'members']);
    expect(GROUP_SHAPE.extension).toBeUndefined();
  });

  it('hold one value, a set, or many', () => {
    const kinds = [...USER_SHAPE.attributes.values()].map(({ name, kind }) => `${name} ${kind}`);
    expect(kinds).toEqual([
      ...[
        'externalId plain',
        'userName plain',
        'name complex',
        'displayName plain',
        'title plain',
        'active plain',
        'emails many',
      ],
    ]);
    expect(USER_SHAPE.attributes.get('emails')?.subAttributes).toEqual(['value', 'type', 'primary']);
    expect(USER_SHAPE.attributes.get('title')?.subAttributes).toEqual([]);
  });

  it('are not those of the standard that are not needed here, which are passed over (GDPR art. 5(1)(c))', () => {
    const common = ['id', 'meta', 'schemas'];
    expect([...USER_SHAPE.passedOver].sort()).toEqual(
      [
        ...[...common, 'nickname', 'profileurl', 'usertype', 'preferredlanguage', 'locale', 'timezone', 'password'],
        ...['ims', 'photos', 'phonenumbers', 'addresses', 'groups', 'entitlements', 'roles', 'x509certificates'],
      ].sort(),
    );
    expect([...(USER_SHAPE.extension?.passedOver ?? [])].sort()).toEqual([
      'costcenter',
      'employeenumber',
      'organization',
    ]);
    expect([...GROUP_SHAPE.passedOver].sort()).toEqual(common);
  });
});
