import type { OpenAPIObject } from '@nestjs/swagger';
import { UNCOUNTED } from './count-addresses.js';

const SCIM = '/scim/';

type Schema = Readonly<Record<string, unknown>>;

/** What the document needs to know of the routes of a path: ours hold operations alone. */
type Operations = Record<string, { readonly responses: Record<string, object> }>;

const PROBLEM = schemaOf({
  type: 'string',
  title: 'string',
  status: 'integer',
  code: 'string',
  retryAfterSeconds: 'integer',
  requestId: 'string',
});
/** RFC 7644 §3.12. */
const SCIM_ERROR = schemaOf({ schemas: 'array', status: 'string', detail: 'string' });

const RESPONSES = {
  TooManyRequests: responseOf({ 'application/problem+json': PROBLEM }),
  /** By its token a machine is refused in the words of SCIM; before that, by its address, as everybody is. */
  TooManyScimRequests: responseOf({ 'application/scim+json': SCIM_ERROR, 'application/problem+json': PROBLEM }),
};

/** The document in which every route that can be asked too often says so, by one answer that all of them share. */
export function declareTooMany(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    if (path === UNCOUNTED) continue;
    const name: keyof typeof RESPONSES = path.startsWith(SCIM) ? 'TooManyScimRequests' : 'TooManyRequests';
    for (const { responses } of Object.values(item as Operations)) {
      responses['429'] = { $ref: `#/components/responses/${name}` };
    }
  }
  return { ...document, components: { ...document.components, responses: RESPONSES } };
}

function responseOf(contents: Readonly<Record<string, Schema>>) {
  const seconds = {
    description: 'Seconds until it may be asked again',
    required: true,
    schema: { type: 'integer' as const },
  };
  return {
    description: 'A request too many of its person, machine, address or sign-in. Nothing was done.',
    headers: { 'Retry-After': seconds },
    content: Object.fromEntries(Object.entries(contents).map(([type, schema]) => [type, { schema }])),
  };
}

function schemaOf(fields: Readonly<Record<string, string>>): Schema {
  const typed = Object.entries(fields).map(([name, type]) => [name, type === 'array' ? listOfTexts() : { type }]);
  return { type: 'object', required: Object.keys(fields), properties: Object.fromEntries(typed) };
}

function listOfTexts(): Schema {
  return { type: 'array', items: { type: 'string' } };
}
