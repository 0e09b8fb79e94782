import { KnownId, RawJson, type Draft, type DraftBody, type Part, type Sent, type Spoil } from './draft.js';
import type { Operation } from './document.js';
import type { KnownIds } from './known-ids.js';

const BOUNDARY = 'tallenne-fuzz-boundary';

/** A draft as it goes out, with ids of what is there. */
export function writeRequest({ method, path }: Operation, draft: Draft, ids: KnownIds): Sent {
  const writing = new Writing(ids);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    writing.segment(draft.path[name] ?? draft.path['*'] ?? 'x'),
  );
  const query = draft.query.map(([name, value]) => `${escaped(name)}=${escaped(writing.text(value))}`).join('&');
  const { bytes, type } = writing.body(draft.body);
  const headers: Record<string, string> = type === null ? {} : { 'content-type': type };
  for (const [name, value] of draft.headers) headers[name.toLowerCase()] = writing.text(value);
  return { method, target: query === '' ? filled : `${filled}?${query}`, headers: sendable(headers), body: bytes };
}

/** One request being written: what was chosen before decides what fits to it. */
class Writing {
  #within = '';

  constructor(private readonly ids: KnownIds) {}

  segment(value: unknown): string {
    const text = this.text(value);
    // a tile's path keeps its steps; steps that mean another folder are no part of a path
    return (
      text
        .split('/')
        .map(step => (/^\.+$/.test(step) ? step.replaceAll('.', '%2e') : escaped(step)))
        .join(/^[\w/.]+$/.test(text) ? '/' : '%2F') || '%20'
    );
  }

  text(value: unknown): string {
    if (value instanceof KnownId) return this.#idOf(value);
    if (value instanceof RawJson) return value.text.slice(0, 200);
    return typeof value === 'string' ? value : this.json(value).slice(0, 2000);
  }

  body(body: DraftBody): { bytes: Buffer | null; type: string | null } {
    if (body.as === 'none') return { bytes: null, type: null };
    if (body.as === 'bytes') return { bytes: body.bytes, type: body.type };
    if (body.as === 'json') return { bytes: spoiled(Buffer.from(this.json(body.value)), body.spoil), type: body.type };
    const parts = body.parts.map(part => this.#part(part));
    const whole = Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
    return { bytes: spoiled(whole, body.spoil), type: `multipart/form-data; boundary=${BOUNDARY}` };
  }

  json(value: unknown): string {
    if (value instanceof KnownId) return JSON.stringify(this.#idOf(value));
    if (value instanceof RawJson) return value.text;
    if (Array.isArray(value)) return `[${value.map(one => this.json(one)).join(',')}]`;
    if (typeof value === 'object' && value !== null)
      return `{${Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([name, one]) => `${JSON.stringify(name)}:${this.json(one)}`)
        .join(',')}}`;
    if (Object.is(value, -0)) return '-0';
    return value === undefined ? 'null' : JSON.stringify(value);
  }

  #part({ name, value, file }: Part): Buffer {
    const called = file ? `; filename="${file.name.replaceAll('"', '%22')}"\r\nContent-Type: audio/wav` : '';
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${called}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), file?.bytes ?? Buffer.from(this.json(value)), Buffer.from('\r\n')]);
  }

  #idOf({ of, nth }: KnownId): string {
    const id = this.ids.pick(of, nth, this.#within);
    this.#within = id;
    return id;
  }
}

function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll('%EF%BF%BD', '%ED%A0%80'); // a lone surrogate, as no UTF-8 has it
}

function spoiled(bytes: Buffer, spoil: Spoil | null): Buffer {
  if (!spoil) return bytes;
  const at = spoil.at % (bytes.length + 1);
  switch (spoil.how) {
    case 'cut':
      return bytes.subarray(0, at);
    case 'byte':
      return Buffer.concat([bytes.subarray(0, at), Buffer.of(spoil.at % 256), bytes.subarray(at + 1)]);
    case 'twice':
      return Buffer.concat([bytes, bytes]);
    case 'tail':
      return Buffer.concat([bytes, Buffer.from('}\0 \xff', 'latin1')]);
    case 'mark':
      return Buffer.concat([Buffer.from('\ufeff'), bytes]);
  }
}

/** Without what Node's client itself refuses to send. */
function sendable(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').trim()]),
  );
}
