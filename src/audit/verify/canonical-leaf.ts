import { isUtf8 } from 'node:buffer';
import { itemAt } from './item-at.js';
import { findName, LEAF_FIELDS, LEAF_NAMES, type LeafField, type Names } from './leaf-fields.js';

/** Deeper than any event; keeps a forged leaf from exhausting the stack. */
const MAX_DEPTH = 64;
const NOT_CANONICAL = -1;

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const LETTER_N = 0x6e;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;
const FIRST_NOT_ASCII = 0x80;
const LITERALS = ['true', 'false', 'null'].map(word => Buffer.from(word));
/** What RFC 8785 §3.2.2.2 escapes by a letter: `b`, `t`, `n`, `f`, `r`, quote and backslash. */
const SHORT_ESCAPES: ReadonlySet<number | undefined> = new Set(Buffer.from('btnfr"\\'));
/** What it escapes by a number: the control characters that have no letter. */
const LONG_ESCAPES: ReadonlySet<string> = new Set(
  Array.from({ length: SPACE }, (_, code) => code)
    .filter(code => !Buffer.from('\b\t\n\f\r').includes(code))
    .map(code => `u${code.toString(16).padStart(4, '0')}`),
);
const LONG_ESCAPE = 'u0000'.length;

/**
 * Walks once over the bytes of a leaf. It accepts nothing but RFC 8785 canonical JSON, and remembers where the fields of
 * interest stand; so a leaf never has to be parsed and written again to be compared.
 */
export class CanonicalLeaf {
  #bytes: Buffer = Buffer.alloc(0);
  #end = 0;
  /** Whether the string that was walked over last is nothing but itself: no escape in it, all ASCII. */
  #plain = true;
  #ascii = true;
  readonly #starts = new Int32Array(LEAF_FIELDS.length);
  readonly #ends = new Int32Array(LEAF_FIELDS.length);

  /** Whether what stands in `bytes` from `start` up to `end` is one canonical JSON object. */
  read(bytes: Buffer, start: number, end: number): boolean {
    this.#bytes = bytes;
    this.#end = end;
    this.#ascii = true;
    this.#ends.fill(0);
    if (bytes[start] !== OPEN_BRACE) return false;
    return this.#value(start, LEAF_NAMES, 0) === end && this.#isUtf8(start);
  }

  /** Whether the leaf has the field at all. */
  has(field: LeafField): boolean {
    return this.#endOf(field) > 0;
  }

  /** Whether the field is there and a string. */
  isText(field: LeafField): boolean {
    return this.has(field) && this.#bytes[this.#startOf(field)] === QUOTE;
  }

  /** Whether the field is there and null. */
  isNull(field: LeafField): boolean {
    return this.has(field) && this.#bytes[this.#startOf(field)] === LETTER_N;
  }

  /** The JSON text of a field; empty where there is none. */
  json(field: LeafField): string {
    return this.has(field) ? this.#bytes.toString('utf8', this.#startOf(field), this.#endOf(field)) : '';
  }

  /** Of a field that is a string: its place in the bytes, without the quotes. */
  textStart(field: LeafField): number {
    return this.#startOf(field) + 1;
  }

  textEnd(field: LeafField): number {
    return this.#endOf(field) - 1;
  }

  #isUtf8(start: number): boolean {
    return this.#ascii || isUtf8(this.#bytes.subarray(start, this.#end));
  }

  #startOf(field: LeafField): number {
    return itemAt(this.#starts, field);
  }

  #endOf(field: LeafField): number {
    return itemAt(this.#ends, field);
  }

  /** Each of these returns where what begins at `at` ends, or {@link NOT_CANONICAL}. */
  #value(at: number, names: Names | null, depth: number): number {
    const first = this.#bytes[at];
    if (first === QUOTE) return this.#string(at);
    if (first === OPEN_BRACE) return depth < MAX_DEPTH ? this.#object(at, names, depth) : NOT_CANONICAL;
    if (first === OPEN_BRACKET) return depth < MAX_DEPTH ? this.#array(at, depth) : NOT_CANONICAL;
    if (first === MINUS || isDigit(first)) return this.#number(at);
    return this.#literal(at);
  }

  #object(open: number, names: Names | null, depth: number): number {
    const bytes = this.#bytes;
    let at = open + 1;
    if (bytes[at] === CLOSE_BRACE) return at + 1;
    let before = 0;
    let beforeEnd = 0;
    let arePlain = true;
    for (; ; at += 1) {
      const key = at;
      const keyEnd = bytes[key] === QUOTE ? this.#string(key) : NOT_CANONICAL;
      if (keyEnd < 0 || bytes[keyEnd] !== COLON) return NOT_CANONICAL;
      arePlain &&= this.#plain;
      if (before > 0 && !this.#ascends(before, beforeEnd, key, keyEnd, arePlain)) return NOT_CANONICAL;
      before = key;
      beforeEnd = keyEnd;
      const name = names && findName(names, bytes, key + 1, keyEnd - 1);
      at = this.#value(keyEnd + 1, name ? name.inside : null, depth + 1);
      if (at < 0) return NOT_CANONICAL;
      if (name && name.field !== null) this.#remember(name.field, keyEnd + 1, at);
      if (bytes[at] === CLOSE_BRACE) return at + 1;
      if (bytes[at] !== COMMA) return NOT_CANONICAL;
    }
  }

  #remember(field: LeafField, start: number, end: number): void {
    this.#starts[field] = start;
    this.#ends[field] = end;
  }

  /** Names stand in the order of their UTF-16 code units (§3.2.3), each once. */
  #ascends(before: number, beforeEnd: number, key: number, keyEnd: number, plain: boolean): boolean {
    const bytes = this.#bytes;
    if (!plain) return parsed(bytes.toString('utf8', before, beforeEnd)) < parsed(bytes.toString('utf8', key, keyEnd));
    // Of plain names the bytes are the code units, and the closing quote is smaller than any but a space and "!".
    const length = beforeEnd - before - 1;
    const other = keyEnd - key - 1;
    const common = Math.min(length, other);
    let place = 1;
    while (place < common && bytes[before + place] === bytes[key + place]) place += 1;
    return place < common ? bytes.readUInt8(before + place) < bytes.readUInt8(key + place) : length < other;
  }

  #array(open: number, depth: number): number {
    let at = open + 1;
    if (this.#bytes[at] === CLOSE_BRACKET) return at + 1;
    for (; ; at += 1) {
      at = this.#value(at, null, depth + 1);
      if (at < 0) return NOT_CANONICAL;
      if (this.#bytes[at] === CLOSE_BRACKET) return at + 1;
      if (this.#bytes[at] !== COMMA) return NOT_CANONICAL;
    }
  }

  #string(open: number): number {
    const bytes = this.#bytes;
    const end = this.#end;
    this.#plain = true;
    for (let at = open + 1; at < end; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) return at + 1;
      if (byte === undefined || byte < SPACE) return NOT_CANONICAL;
      if (byte === BACKSLASH) {
        this.#plain = false;
        at = this.#escape(at + 1);
        if (at < 0) return NOT_CANONICAL;
      } else if (byte >= FIRST_NOT_ASCII) this.#plain = this.#ascii = false;
    }
    return NOT_CANONICAL;
  }

  /** Returns the last place of the escape that goes on at `at`, behind its backslash. */
  #escape(at: number): number {
    const bytes = this.#bytes;
    if (SHORT_ESCAPES.has(bytes[at])) return at;
    return LONG_ESCAPES.has(bytes.toString('latin1', at, at + LONG_ESCAPE)) ? at + LONG_ESCAPE - 1 : NOT_CANONICAL;
  }

  /** As ECMAScript writes it (§3.2.2.3). */
  #number(start: number): number {
    let at = start;
    while (at < this.#end && isOfNumber(this.#bytes[at])) at += 1;
    if (at === start + 1 && isDigit(this.#bytes[start])) return at;
    const text = this.#bytes.toString('latin1', start, at);
    return String(Number(text)) === text ? at : NOT_CANONICAL;
  }

  #literal(at: number): number {
    for (const word of LITERALS) {
      if (this.#bytes[at] === word[0]) {
        return word.every((letter, place) => this.#bytes[at + place] === letter) ? at + word.length : NOT_CANONICAL;
      }
    }
    return NOT_CANONICAL;
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= DIGIT_0 && byte <= DIGIT_9;
}

function isOfNumber(byte: number | undefined): boolean {
  return isDigit(byte) || byte === MINUS || byte === 0x2b || byte === 0x2e || byte === 0x65;
}

function parsed(text: string): string {
  return JSON.parse(text) as string; // what was walked over as a string is one
}
