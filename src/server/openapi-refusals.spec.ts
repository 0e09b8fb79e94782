import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { describeRefusals } from './openapi-refusals.js';

describe('describeRefusals', () => {
  const operation = () => ({ responses: { '200': { description: 'Done.' } } });
  const document = (): OpenAPIObject => ({
    ...{ openapi: '3.1.0', info: { title: 'a', version: '1' } },
    paths: { '/api/v1/a': { get: operation(), post: operation() }, '/scim/v2/Users': { get: operation() } },
    components: { schemas: { Other: { type: 'string' } } },
  });

  it('says of every operation how it refuses and fails, beside what it answers', () => {
    const { paths } = describeRefusals(document());
    const responses = {
      '429': { $ref: '#/components/responses/TooMany' },
      '4XX': { $ref: '#/components/responses/Refused' },
      '5XX': { $ref: '#/components/responses/Failed' },
    };
    expect(paths['/api/v1/a']?.get?.responses).toEqual({ '200': { description: 'Done.' }, ...responses });
    expect(paths['/api/v1/a']?.post?.responses).toMatchObject(responses);
  });

  it('gives SCIM its own words as well, and keeps what the document has', () => {
    const { paths, components } = describeRefusals(document());
    expect(paths['/scim/v2/Users']?.get?.responses['4XX']).toEqual({ $ref: '#/components/responses/ScimRefused' });
    expect(Object.keys(components?.schemas ?? {})).toEqual(['Other', 'Problem', 'ScimFault']);
    const { content } = components?.responses?.ScimRefused as { content: object }; // written there, no reference
    expect(Object.keys(content)).toEqual(['application/problem+json', 'application/scim+json']);
  });

  it('says of every route but the one that is never counted that it can be asked too often, and when again', () => {
    const { paths } = document();
    const described = describeRefusals({ ...document(), paths: { ...paths, '/healthz': { get: operation() } } });
    const refused = (path: string) => described.paths[path]?.get?.responses['429'];
    expect(refused('/healthz')).toBeUndefined();
    expect(refused('/scim/v2/Users')).toEqual({ $ref: '#/components/responses/ScimTooMany' });
    for (const name of ['TooMany', 'ScimTooMany']) {
      expect(described.components?.responses?.[name]).toMatchObject({ headers: { 'Retry-After': { required: true } } });
    }
  });
});
