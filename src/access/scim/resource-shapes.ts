import SCIMMY from 'scimmy';
import type { AttributeKind, KeptAttribute, ResourceShape } from './resource-shape.js';
import { ENTERPRISE, GROUP, USER } from './said-of-user.js';

const { Attribute, SchemaDefinition } = SCIMMY.Types;
type Attribute = InstanceType<typeof Attribute>;
type SchemaDefinition = InstanceType<typeof SchemaDefinition>;

const text = (name: string, description: string, config = {}): Attribute =>
  new Attribute('string', name, { description, ...config });

/** What is kept of a user, as `/Schemas` tells it; nothing is registered with the library, which would keep it globally. */
export const USER_SCHEMA = new SchemaDefinition('User', USER, 'A named person of the staff', [
  text('userName', 'What the person signs in with', { required: true, uniqueness: 'server' }),
  new Attribute('complex', 'name', { description: 'The components of the name' }, [
    text('formatted', 'The whole name'),
    text('familyName', 'The family name'),
    text('givenName', 'The given name'),
  ]),
  text('displayName', 'The name that others see'),
  text('title', 'The post; a change of it is a change of duties'),
  new Attribute('boolean', 'active', { description: 'Whether the person may work here; false acts at once' }),
  new Attribute(
    'complex',
    'emails',
    { multiValued: true, description: 'The addresses; of these the one for work is used' },
    [
      text('value', 'The address'),
      text('type', 'What it is for, such as work'),
      new Attribute('boolean', 'primary', { description: 'Whether it is the first choice' }),
    ],
  ),
]);

export const ENTERPRISE_SCHEMA = new SchemaDefinition('EnterpriseUser', ENTERPRISE, 'What the person is there for', [
  text('department', 'The unit; a change of it is a change of duties'),
  text('division', 'The queue; a change of it is a change of duties'),
  new Attribute('complex', 'manager', { description: 'Who leads the person and reviews their access' }, [
    text('value', 'The id of another user', { caseExact: true }),
    text('displayName', 'The name of that user'),
  ]),
]);

export const GROUP_SCHEMA = new SchemaDefinition('Group', GROUP, 'A group, whose members may be proposed for a grant', [
  text('displayName', 'The name of the group', { required: true }),
  new Attribute('complex', 'members', { multiValued: true, description: 'The members, users alone' }, [
    text('value', 'The id of a user', { caseExact: true }),
    text('display', 'The name of that user'),
  ]),
]);

const COMMON = ['id', 'meta', 'schemas'];

/** Of RFC 7643 §4.1 and §4.3: not needed here, and so not kept (GDPR art. 5(1)(c)). */
const USER_PASSED_OVER = [
  ...COMMON,
  ...['nickName', 'profileUrl', 'userType', 'preferredLanguage', 'locale', 'timezone', 'password', 'ims', 'photos'],
  ...['phoneNumbers', 'addresses', 'groups', 'entitlements', 'roles', 'x509Certificates'],
];
const ENTERPRISE_PASSED_OVER = ['employeeNumber', 'costCenter', 'organization'];

export const USER_SHAPE: ResourceShape = shapeOf(
  USER_SCHEMA,
  USER_PASSED_OVER,
  shapeOf(ENTERPRISE_SCHEMA, ENTERPRISE_PASSED_OVER),
);

export const GROUP_SHAPE: ResourceShape = shapeOf(GROUP_SCHEMA, COMMON);

function shapeOf(schema: SchemaDefinition, passedOver: readonly string[], extension?: ResourceShape): ResourceShape {
  const kept = schema.attributes.filter(({ name }) => !COMMON.includes(name)).map(keptAttribute);
  return {
    id: schema.id,
    attributes: new Map(kept.map(attribute => [attribute.name.toLowerCase(), attribute])),
    passedOver: new Set(passedOver.map(name => name.toLowerCase())),
    ...(extension ? { extension } : {}),
  };
}

function keptAttribute({ name, config, subAttributes }: Attribute): KeptAttribute {
  const names = (subAttributes ?? []).map(sub => sub.name);
  const kind: AttributeKind = config.multiValued ? 'many' : names.length > 0 ? 'complex' : 'plain';
  return { name, kind, subAttributes: names };
}
