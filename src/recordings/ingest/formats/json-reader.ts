import { unreadable } from './unreadable.js';

/** A JSON value. Objects have no prototype, so that no name in a document means anything to the language. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

const MAX_DEPTH = 32;
const MAX_VALUES = 200_000;
const MAX_ESCAPES = 1_000_000;
const BLANKS = /[ \t\n\r]*/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const NUMBER = /-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?(?![\d.])/y;
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' },
};
const LITERALS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

/**
 * Reads a JSON text (RFC 8259) as I-JSON (RFC 7493) has it: no name twice in an object, no lone surrogate; at most 32
 * levels, 200,000 values and a million escapes.
 * @throws DomainError `document-unreadable`
 */
export function readJson(text: string): Json {
  return new JsonReader(text).read();
}

/** Whether `value` is an object; arrays and null are none. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class JsonReader {
  #at = 0;
  #values = 0;
  #escapes = 0;

  constructor(private readonly text: string) {}

  read(): Json {
    const value = this.#value(0);
    this.#skipBlanks();
    if (this.#at !== this.text.length) throw unreadable('json');
    return value;
  }

  #value(depth: number): Json {
    this.#values += 1;
    if (depth > MAX_DEPTH || this.#values > MAX_VALUES) throw unreadable('json-too-deep-or-large');
    this.#skipBlanks();
    switch (this.text.charAt(this.#at)) {
      case '{':
        return this.#object(depth + 1);
      case '[':
        return this.#array(depth + 1);
      case '"':
        return this.#string();
      default:
        return this.#literalOrNumber();
    }
  }

  #object(depth: number): JsonObject {
    const object = Object.create(null) as Record<string, Json>; // no prototype: any name is a plain one
    this.#list('}', () => {
      if (this.text[this.#at] !== '"') throw unreadable('json');
      const name = this.#string();
      if (name in object) throw unreadable('json-name-twice');
      this.#expect(':');
      object[name] = this.#value(depth);
    });
    return object;
  }

  #array(depth: number): Json[] {
    const array: Json[] = [];
    this.#list(']', () => array.push(this.#value(depth)));
    return array;
  }

  #list(end: string, readOne: () => void): void {
    this.#at += 1;
    this.#skipBlanks();
    if (this.#takes(end)) return;
    do {
      this.#skipBlanks();
      readOne();
      this.#skipBlanks();
    } while (this.#takes(','));
    this.#expect(end);
  }

  #string(): string {
    const parts: string[] = [];
    this.#at += 1;
    for (;;) {
      parts.push(this.#match(PLAIN) ?? '');
      if (this.#takes('"')) break;
      if (!this.#takes('\\')) throw unreadable('json');
      parts.push(this.#escape());
    }
    const string = parts.join('');
    if (!string.isWellFormed()) throw unreadable('json-lone-surrogate');
    return string;
  }

  #escape(): string {
    const mark = this.text[this.#at] ?? '';
    this.#at += 1;
    this.#escapes += 1;
    if (this.#escapes > MAX_ESCAPES) throw unreadable('json-too-deep-or-large');
    if (mark !== 'u') {
      const plain = Object.hasOwn(ESCAPES, mark) ? ESCAPES[mark] : undefined;
      if (plain === undefined) throw unreadable('json');
      return plain;
    }
    const digits = this.text.slice(this.#at, this.#at + 4);
    if (!/^[\da-f]{4}$/i.test(digits)) throw unreadable('json');
    this.#at += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  #literalOrNumber(): boolean | null | number {
    const found = LITERALS.find(([word]) => this.text.startsWith(word, this.#at));
    if (!found) return this.#number();
    this.#at += found[0].length;
    return found[1];
  }

  #number(): number {
    const digits = this.#match(NUMBER);
    const number = Number(digits ?? Number.NaN);
    if (!Number.isFinite(number)) throw unreadable('json');
    return number;
  }

  #skipBlanks(): void {
    this.#match(BLANKS);
  }

  #expect(mark: string): void {
    this.#skipBlanks();
    if (!this.#takes(mark)) throw unreadable('json');
  }

  #takes(mark: string): boolean {
    const taken = this.text[this.#at] === mark;
    if (taken) this.#at += 1;
    return taken;
  }

  #match(form: RegExp): string | undefined {
    form.lastIndex = this.#at;
    const found = form.exec(this.text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}
