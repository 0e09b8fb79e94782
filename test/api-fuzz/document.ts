import type { TestServer } from '../support/server.js';

/** A JSON Schema of the document (draft 2020-12), as far as requests are made from it. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

/** What an operation may answer with one status: a schema for each media type, none where there is no body. */
export type Content = Readonly<Record<string, Schema | null>>;

export interface Operation {
  /** `<METHOD> <path>`, as the document writes the path. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Whether somebody must be signed in. */
  readonly guarded: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: { readonly type: string; readonly schema: Schema } | null;
  /** By status, or `4XX`. */
  readonly answers: Readonly<Record<string, Content>>;
}

interface Written {
  readonly security?: readonly unknown[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<Record<string, WrittenAnswer | { readonly $ref: string }>>;
}

interface WrittenAnswer {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Components {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly responses: Readonly<Record<string, WrittenAnswer>>;
}

/** The document that the server serves of itself. */
export interface Document {
  readonly operations: readonly Operation[];
  /** What the schemas refer to, by name. */
  readonly components: Readonly<Record<string, Schema>>;
}

/** Reads the document that `server` serves. */
export async function readDocument(server: TestServer): Promise<Document> {
  const { body } = await server.anonymous().get('/api/openapi.json');
  const paths = body.paths as Readonly<Record<string, Readonly<Record<string, Written>>>>; // OpenAPI 3.1, of operations alone
  const components = body.components as Components;
  const operations = Object.entries(paths).flatMap(([path, written]) =>
    Object.entries(written).map(([method, operation]) =>
      operationOf(method.toUpperCase(), path, operation, components),
    ),
  );
  return { operations, components: components.schemas };
}

function operationOf(method: string, path: string, written: Written, components: Components): Operation {
  const [body] = Object.entries(written.requestBody?.content ?? {});
  return {
    name: `${method} ${path}`,
    ...{ method, path },
    guarded: (written.security ?? []).length > 0,
    parameters: written.parameters ?? [],
    body: body ? { type: body[0], schema: body[1].schema ?? {} } : null,
    answers: Object.fromEntries(
      Object.entries(written.responses).map(([status, answer]) => [status, contentOf(found(answer, components))]),
    ),
  };
}

function found(answer: WrittenAnswer | { readonly $ref: string }, { responses }: Components): WrittenAnswer {
  return '$ref' in answer ? (responses[answer.$ref.split('/').at(-1) ?? ''] ?? {}) : answer;
}

function contentOf({ content = {} }: WrittenAnswer): Content {
  return Object.fromEntries(Object.entries(content).map(([type, { schema }]) => [type, schema ?? null]));
}
