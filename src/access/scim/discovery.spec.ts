import { describe, expect, it } from '@jest/globals';
import { resourceType, resourceTypes, schema, schemas, serviceProviderConfig } from './discovery.js';
import { ENTERPRISE, GROUP, USER } from './said-of-user.js';

const ORIGIN = 'https://tallenne.example.org';
const BASE = `${ORIGIN}/scim/v2`;
const notFound = expect.objectContaining({ code: 'not-found' });

describe('what a client finds out before it begins', () => {
  it('is what is supported (RFC 7643 §5)', () => {
    expect(serviceProviderConfig(ORIGIN)).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
      filter: { supported: true, maxResults: 200 },
      changePassword: { supported: false },
      sort: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [
        {
          type: 'oauthbearertoken',
          name: 'Bearer token',
          description: 'The token of a service account for SCIM (RFC 6750)',
          primary: true,
        },
      ],
      meta: { resourceType: 'ServiceProviderConfig', location: `${BASE}/ServiceProviderConfig` },
    });
  });

  it('is that there are users and groups (RFC 7643 §6)', () => {
    const type = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:ResourceType'] };
    const user = {
      ...{ ...type, id: 'User', name: 'User', endpoint: '/Users', schema: USER },
      schemaExtensions: [{ schema: ENTERPRISE, required: false }],
      meta: { resourceType: 'ResourceType', location: `${BASE}/ResourceTypes/User` },
    };
    const group = {
      ...{ ...type, id: 'Group', name: 'Group', endpoint: '/Groups', schema: GROUP },
      meta: { resourceType: 'ResourceType', location: `${BASE}/ResourceTypes/Group` },
    };
    expect(resourceTypes(ORIGIN)).toMatchObject({
      totalResults: 2,
      startIndex: 1,
      itemsPerPage: 2,
      Resources: [user, group],
    });
    expect([resourceType('User', ORIGIN), resourceType('Group', ORIGIN)]).toEqual([user, group]);
    expect(() => resourceType('Device', ORIGIN)).toThrow(notFound);
  });

  it('is what is kept of each (RFC 7643 §7)', () => {
    const { Resources, ...page } = schemas(ORIGIN) as { readonly Resources: readonly Record<string, unknown>[] };
    expect(page).toMatchObject({ totalResults: 3, startIndex: 1, itemsPerPage: 3 });
    expect(Resources.map(({ id }) => id)).toEqual([USER, ENTERPRISE, GROUP]);
    for (const told of Resources) {
      expect(told.meta).toEqual({ resourceType: 'Schema', location: `${BASE}/Schemas/${String(told.id)}` });
      expect(schema(String(told.id), ORIGIN)).toEqual(told);
    }
    expect(() => schema('urn:ietf:params:scim:schemas:core:2.0:Device', ORIGIN)).toThrow(notFound);
  });

  it('is how an attribute of a schema is to be read', () => {
    const { attributes } = JSON.parse(JSON.stringify(schema(GROUP, ORIGIN))) as {
      readonly attributes: readonly { readonly name: string }[];
    };
    expect(attributes.find(({ name }) => name === 'displayName')).toEqual({
      ...{ name: 'displayName', type: 'string', multiValued: false, required: true, caseExact: false },
      ...{ mutability: 'readWrite', returned: 'default', uniqueness: 'none', description: 'The name of the group' },
    });
  });
});
