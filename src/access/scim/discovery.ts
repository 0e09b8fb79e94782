import { notFound } from '../../kernel/errors.js';
import { MAX_RESULTS } from './max-results.js';
import { listResponse, type Origin } from './resources.js';
import type { Json } from './resource-shape.js';
import { ENTERPRISE_SCHEMA, GROUP_SCHEMA, USER_SCHEMA } from './resource-shapes.js';
import { ENTERPRISE, GROUP, USER } from './said-of-user.js';

/** What is supported (RFC 7643 §5). */
export function serviceProviderConfig(origin: Origin): Json {
  const [yes, no] = [{ supported: true }, { supported: false }];
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: yes,
    bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 },
    filter: { ...yes, maxResults: MAX_RESULTS },
    changePassword: no,
    sort: no,
    etag: yes,
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'The token of a service account for SCIM (RFC 6750)',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${origin}/scim/v2/ServiceProviderConfig` },
  };
}

/** The kinds of resources (RFC 7643 §6). */
export function resourceTypes(origin: Origin): Json {
  return listResponse([userType(origin), groupType(origin)], 1, 2);
}

/** One of them. @throws DomainError `not-found` */
export function resourceType(name: string, origin: Origin): Json {
  if (name === 'User') return userType(origin);
  if (name === 'Group') return groupType(origin);
  throw notFound();
}

/** What is kept of each (RFC 7643 §7). */
export function schemas(origin: Origin): Json {
  return listResponse(
    SCHEMAS.map(schema => described(schema, origin)),
    1,
    SCHEMAS.length,
  );
}

/** One of them. @throws DomainError `not-found` */
export function schema(id: string, origin: Origin): Json {
  const found = SCHEMAS.find(candidate => candidate.id === id);
  if (!found) throw notFound();
  return described(found, origin);
}

const SCHEMAS = [USER_SCHEMA, ENTERPRISE_SCHEMA, GROUP_SCHEMA];

function described(definition: (typeof SCHEMAS)[number], origin: Origin): Json {
  return { ...definition.describe(`${origin}/scim/v2/Schemas`) };
}

function userType(origin: Origin): Json {
  const extensions = [{ schema: ENTERPRISE, required: false }];
  return { ...typeOf('User', 'Users', USER, origin), schemaExtensions: extensions };
}

function groupType(origin: Origin): Json {
  return typeOf('Group', 'Groups', GROUP, origin);
}

function typeOf(name: string, endpoint: string, schemaId: string, origin: Origin): Json {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'],
    ...{ id: name, name, endpoint: `/${endpoint}`, schema: schemaId },
    meta: { resourceType: 'ResourceType', location: `${origin}/scim/v2/ResourceTypes/${name}` },
  };
}
