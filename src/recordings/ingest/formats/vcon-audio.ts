import { createHash } from 'node:crypto';
import { fault } from './faults.js';
import { listOf, textAt } from './json-places.js';
import type { JsonObject } from './json-reader.js';

/** The audio of a dialog, or what is wrong with it. */
export type DialogAudio =
  { readonly bytes: Buffer; readonly fault: null } | { readonly bytes: null; readonly fault: string };

const BASE64URL = /^[\w-]*={0,2}$/;

/** The bytes that stand in the dialog itself, checked against the hash where it gives one. */
export function audioInDialog(dialog: JsonObject): DialogAudio {
  const body = textAt(dialog, 'body');
  if (body === undefined) return not(textAt(dialog, 'url') === undefined ? fault('audio', 'missing') : 'external-url');
  if (!isAudio(dialog)) return not(fault('mediatype', 'invalid'));
  if (textAt(dialog, 'encoding') !== 'base64url' || !BASE64URL.test(body)) return not(fault('encoding', 'invalid'));
  const bytes = Buffer.from(body, 'base64url');
  for (const { algorithm, digest } of hashesOf(dialog)) {
    if (algorithm !== 'sha512') return not(fault('audio', 'unknown-hash'));
    if (!createHash('sha512').update(bytes).digest().equals(digest)) return not(fault('audio', 'hash-mismatch'));
  }
  return { bytes, fault: null };
}

function not(what: string): DialogAudio {
  return { bytes: null, fault: what };
}

/** `mediatype` was called `mimetype`. */
function isAudio(dialog: JsonObject): boolean {
  const type = textAt(dialog, 'mediatype') ?? textAt(dialog, 'mimetype');
  return type === undefined || /^audio\//i.test(type);
}

interface Hash {
  readonly algorithm: string;
  readonly digest: Buffer;
}

/** `content_hash` (one or several, `sha512-...`), or the older `alg` with `signature`. */
function hashesOf(dialog: JsonObject): Hash[] {
  const written = textAt(dialog, 'content_hash');
  const several = listOf(dialog.content_hash).map(one => (typeof one === 'string' ? one : ''));
  const older = textAt(dialog, 'signature');
  const alg = (textAt(dialog, 'alg') ?? '').toLowerCase().replace('-', '');
  return [...(written === undefined ? several : [written]), ...(older === undefined ? [] : [`${alg}-${older}`])].map(
    hashOf,
  );
}

function hashOf(written: string): Hash {
  const dash = written.indexOf('-');
  return { algorithm: written.slice(0, dash), digest: Buffer.from(written.slice(dash + 1), 'base64url') };
}
