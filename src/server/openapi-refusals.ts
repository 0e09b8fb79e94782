import type { OpenAPIObject } from '@nestjs/swagger';
import { UNCOUNTED } from './limits/count-addresses.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Components = NonNullable<OpenAPIObject['components']>;
type Schemas = NonNullable<Components['schemas']>;
type Responses = NonNullable<Components['responses']>;

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'] as const;
const PROBLEM = 'application/problem+json';
const SCIM_JSON = 'application/scim+json';
const SCIM = '/scim/v2/';

/** RFC 9457, with our code; what a problem tells beside it is its own. */
const SCHEMAS: Schemas = {
  Problem: {
    type: 'object',
    properties: {
      type: { type: 'string', pattern: '^urn:tallenne:problem:[a-z0-9-]+$' },
      title: { type: 'string', description: 'A sentence that is safe to show.' },
      status: { type: 'integer' },
      code: { type: 'string', pattern: '^[a-z0-9-]+$', description: 'Stable.' },
    },
    required: ['type', 'title', 'status', 'code'],
  },
  ScimFault: {
    type: 'object',
    properties: {
      schemas: { type: 'array', items: { type: 'string', enum: ['urn:ietf:params:scim:api:messages:2.0:Error'] } },
      status: { type: 'string' },
      scimType: { type: 'string' },
      detail: { type: 'string' },
    },
    required: ['schemas', 'status', 'detail'],
    additionalProperties: false,
  },
};

const PROBLEM_CONTENT = { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } };
const FAULT_CONTENT = { [SCIM_JSON]: { schema: { $ref: '#/components/schemas/ScimFault' } } };

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds until it may be asked again.',
    required: true,
    schema: { type: 'integer' as const },
  },
};
const TOO_MANY = 'A request too many of its person, machine, address or sign-in. Nothing was done.';

const RESPONSES: Responses = {
  Refused: { description: 'Refused.', content: PROBLEM_CONTENT },
  ScimRefused: { description: 'Refused.', content: { ...PROBLEM_CONTENT, ...FAULT_CONTENT } },
  TooMany: { description: TOO_MANY, headers: RETRY_AFTER, content: PROBLEM_CONTENT },
  ScimTooMany: { description: TOO_MANY, headers: RETRY_AFTER, content: { ...PROBLEM_CONTENT, ...FAULT_CONTENT } },
  Failed: { description: 'Not now, or failed.', content: PROBLEM_CONTENT },
};

/** Says of every operation how it refuses: with a problem, and those of SCIM in SCIM's words (RFC 7644 §3.12) as well. */
export function describeRefusals(document: OpenAPIObject): OpenAPIObject {
  const { components } = document;
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) Object.assign(item[method]?.responses ?? {}, refusalsOf(path));
  }
  const schemas = { ...components?.schemas, ...SCHEMAS };
  return { ...document, components: { ...components, schemas, responses: { ...components?.responses, ...RESPONSES } } };
}

function refusalsOf(path: string): Operation['responses'] {
  const ofScim = path.startsWith(SCIM) ? 'Scim' : '';
  return {
    ...(path === UNCOUNTED ? {} : { '429': { $ref: `#/components/responses/${ofScim}TooMany` } }),
    '4XX': { $ref: `#/components/responses/${ofScim}Refused` },
    '5XX': { $ref: '#/components/responses/Failed' },
  };
}
