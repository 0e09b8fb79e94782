import type { DirectoryGroup } from './directory-group.entity.js';
import type { DirectoryUser } from './directory-user.entity.js';
import type { Json } from './resource-shape.js';
import { ENTERPRISE, GROUP, USER } from './said-of-user.js';
import { entityTag } from './versions.js';

/** Where the server is reached, such as `https://tallenne.example.org`. */
export type Origin = string;

/** A user as SCIM tells it (RFC 7643 §4.1): as it was said, with what Tallenne knows beside. */
export function userResource(user: DirectoryUser, origin: Origin): Json {
  const { staffId: id, attributes } = user;
  const schemas = attributes[ENTERPRISE] ? [USER, ENTERPRISE] : [USER];
  return {
    schemas,
    id,
    ...attributes,
    active: user.active,
    meta: metaOf('User', `${origin}/scim/v2/Users/${id}`, user),
  };
}

/** A group as SCIM tells it (RFC 7643 §4.2), with the ids of its members. */
export function groupResource(group: DirectoryGroup, memberIds: readonly string[], origin: Origin): Json {
  const { id, displayName, externalId } = group;
  const members = memberIds.map(value => ({ value, $ref: `${origin}/scim/v2/Users/${value}`, type: 'User' }));
  return {
    schemas: [GROUP],
    id,
    ...(externalId ? { externalId } : {}),
    displayName,
    members,
    meta: metaOf('Group', `${origin}/scim/v2/Groups/${id}`, group),
  };
}

interface Dated {
  readonly createdAt: Date;
  readonly lastModifiedAt: Date;
  readonly version: number;
}

function metaOf(resourceType: string, location: string, { createdAt, lastModifiedAt, version }: Dated): Json {
  return {
    ...{ resourceType, location },
    created: createdAt.toISOString(),
    lastModified: lastModifiedAt.toISOString(),
    version: entityTag(version),
  };
}

const ALWAYS = ['id', 'schemas'];

/** What of a resource is asked for by `attributes` and `excludedAttributes` (RFC 7644 §3.9), by whole attributes. */
export function selected(resource: Json, attributes: string | undefined, excluded: string | undefined): Json {
  const [wanted, unwanted] = [namesIn(attributes), namesIn(excluded)];
  const isAsked = (name: string): boolean => {
    if (ALWAYS.includes(name)) return true;
    if (wanted.length > 0) return wanted.some(asked => names(asked, name));
    return !unwanted.some(asked => plainNameOf(asked) === name.toLowerCase());
  };
  return Object.fromEntries(Object.entries(resource).filter(([name]) => isAsked(name)));
}

/** `name.givenName` asks for the name, `urn:...:User:department` for the whole extension. */
function names(asked: string, name: string): boolean {
  const [plain, own] = [plainNameOf(asked), name.toLowerCase()];
  return plain === own || plain.startsWith(`${own}.`) || plain.startsWith(`${own}:`) || plain.startsWith(`${own}[`);
}

/** Without the URN of the schema, which a name may be written with (RFC 7644 §3.10); that of an extension is a name itself. */
function plainNameOf(asked: string): string {
  return asked.replace(`${USER}:`.toLowerCase(), '').replace(`${GROUP}:`.toLowerCase(), '');
}

function namesIn(list: string | undefined): string[] {
  return (list ?? '').split(',').flatMap(name => (name.trim() === '' ? [] : [name.trim().toLowerCase()]));
}

/** A page of a list (RFC 7644 §3.4.2). */
export function listResponse(resources: readonly Json[], startIndex: number, totalResults: number): Json {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    ...{ totalResults, startIndex, itemsPerPage: resources.length },
    Resources: resources,
  };
}
