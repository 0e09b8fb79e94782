import type { ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Content, Document, Operation, Schema } from './document.js';
import type { Answered } from './exchange.js';

/** Who sent what was answered. */
export interface From {
  /** Empty: nobody, or with a token that is none. */
  readonly token: string;
  readonly isForeignPage: boolean;
}

const SAFE = ['GET', 'HEAD'];
const PROBLEM = 'application/problem+json';
const CODE = /^[a-z][a-z0-9-]{2,60}$/;

/** Holds answers against the document: what is wrong with one, a few words each; nothing where all is well. */
export class Judge {
  readonly #ajv = new Ajv2020.default({ strict: false, allErrors: false, validateFormats: true });
  readonly #validators = new Map<Schema, ValidateFunction>();
  readonly #canaries: RegExp;

  constructor({ components }: Document, canaries: readonly string[]) {
    addFormats.default(this.#ajv);
    this.#ajv.addFormat('binary', true);
    this.#ajv.addFormat('base64url', /^[\w-]*$/);
    this.#ajv.addFormat('base64', /^[A-Za-z0-9+/]*={0,2}$/);
    this.#ajv.addSchema({ $id: 'document', components: { schemas: components } });
    this.#canaries = wordsPattern(canaries);
  }

  faultsOf(operation: Operation, from: From, answer: Answered): string[] {
    const { status, headers, body } = answer;
    const faults: string[] = [];
    const content = operation.answers[String(status)] ?? operation.answers[`${Math.floor(status / 100)}XX`];
    if (status >= 500 && !isLate(answer)) faults.push(`answered ${status}`);
    if (status < 400 && operation.guarded && from.token === '') faults.push(`let nobody in with ${status}`);
    if (status < 400 && operation.guarded && from.isForeignPage && !SAFE.includes(operation.method))
      faults.push(`took ${status} from a page of somebody else`);
    if (content) faults.push(...this.#bodyFaults(operation, content, answer));
    else if (status < 500) faults.push(`answered ${status}, which it does not declare`);
    if (!String(headers['cache-control']).includes('no-store') && operation.path.startsWith('/api/'))
      faults.push('may be stored on the way');
    if (status < 400) return faults;
    const text = `${body.toString()} ${JSON.stringify(headers)}`;
    const word = this.#canaries.exec(text)?.[0];
    if (word !== undefined) faults.push(`repeats a canary in ${status}`);
    if (from.token.length > 20 && text.includes(from.token)) faults.push(`repeats the token in ${status}`);
    return faults;
  }

  #bodyFaults({ method }: Operation, content: Content, { status, type, body }: Answered): string[] {
    const types = Object.keys(content);
    if (method === 'HEAD') return [];
    if (types.length === 0)
      return body.length > 0 ? [`answered ${status} with a body of ${bare(type)}, which it does not declare`] : [];
    const schema = Object.entries(content).find(([one]) => [bare(type), '*/*'].includes(bare(one)))?.[1];
    if (schema === undefined)
      return [`answered ${status} with ${bare(type) || 'no type'} instead of ${types.join(', ')}`];
    if (schema === null || schema.format === 'binary' || !bare(type).endsWith('json')) return [];
    return this.#jsonFaults(schema, status, bare(type), body);
  }

  #jsonFaults(schema: Schema, status: number, type: string, body: Buffer): string[] {
    let value: unknown;
    try {
      value = JSON.parse(body.toString());
    } catch {
      return [`answered ${status} with what is no JSON`];
    }
    const validate = this.#validatorOf(schema);
    const faults: string[] = [];
    if (!validate(value)) {
      const [error] = validate.errors ?? [];
      const where = error?.instancePath.replace(/\/\d+/g, '/*') ?? '';
      faults.push(
        `answered ${status} outside its schema: ${where} ${error?.message ?? ''} ${JSON.stringify(error?.params)}`,
      );
    }
    if (type === PROBLEM) {
      const { code, status: said, type: name } = value as Record<string, unknown>; // an object by its schema
      if (!CODE.test(String(code)) || said !== status || name !== `urn:tallenne:problem:${String(code)}`)
        faults.push(`answered ${status} with a problem that does not fit together`);
    }
    return faults;
  }

  #validatorOf(schema: Schema): ValidateFunction {
    const known = this.#validators.get(schema);
    if (known) return known;
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/');
    const made = this.#ajv.compile(JSON.parse(text) as object);
    this.#validators.set(schema, made);
    return made;
  }
}

/**
 * Whether the log was not written within the two seconds that a request waits for it: the right answer (nothing is done without its event)
 * of a machine that has no time, and no fault of the request. How often it was is told.
 */
export function isLate({ status, body }: Answered): boolean {
  return status === 503 && body.includes('"code":"log-unavailable"');
}

/** Any of some words, in any case, also as an address writes them. */
export function wordsPattern(words: readonly string[]): RegExp {
  const forms = words.flatMap(word => [word, encodeURIComponent(word)]);
  const quoted = forms.map(form => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp([...new Set(quoted)].join('|'), 'i');
}

function bare(type: string): string {
  return type.split(';')[0]?.trim().toLowerCase() ?? '';
}
