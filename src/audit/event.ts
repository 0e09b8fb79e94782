import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json.js';
import type { AuditAction } from './actions.js';

/** Version of the leaf's form; a verifier refuses one that it does not know. */
export const LEAF_VERSION = 1;

/** Largest leaf in bytes (c2sp.org/tlog-tiles bounds an entry at 64 KiB; design §4 at 16 KiB). */
export const MAX_LEAF_BYTES = 16 * 1024;

/** Who acted: a named staff member, a service account, the system by itself, or nobody who could be identified. */
export interface Actor {
  readonly kind: 'staff' | 'service' | 'system' | 'unidentified';
  readonly id: string | null;
  readonly sessionId: string | null;
  readonly address: string | null;
}

/** The system acting by itself: scheduled work. */
export const THE_SYSTEM: Actor = { kind: 'system', id: null, sessionId: null, address: null };

/** What was acted upon. */
export interface AuditedObject {
  readonly kind: string;
  readonly id: string;
}

export type Fact = string | number | boolean | null | readonly (string | number)[] | { readonly [name: string]: Fact };

/**
 * What is to be recorded. `facts` stay readable after the purge, so they never hold names, numbers or free text of a
 * caller. `texts` are encrypted in their month's unit; the leaf holds a salted commitment to each.
 * `searched` are personal search terms: only a commitment is kept, which a known value can be checked against.
 */
export interface EventDraft {
  readonly action: AuditAction;
  readonly actor: Actor;
  readonly outcome?: 'done' | 'refused' | 'failed';
  /** Stable code that says why something was refused or failed. */
  readonly reason?: string;
  readonly object?: AuditedObject;
  readonly recordingId?: string;
  /** The staff member whom the event concerns, where that is not the actor. */
  readonly concernsStaffId?: string;
  readonly grantId?: string;
  readonly purpose?: string;
  readonly reference?: string;
  readonly facts?: Readonly<Record<string, Fact>>;
  readonly texts?: Readonly<Record<string, string>>;
  readonly searched?: Readonly<Record<string, string>>;
}

/** A text beside the log with the salt of its commitment. For a search term the text itself is left out. */
export interface CommittedText {
  readonly name: string;
  readonly salt: Buffer;
  readonly text: string | null;
}

/** The leaf of an event: its exact bytes, and the texts that the leaf only commits to. */
export interface Leaf {
  readonly bytes: Buffer;
  readonly committed: readonly CommittedText[];
}

/**
 * The leaf of `draft`: RFC 8785 canonical JSON, UTF-8, at most {@link MAX_LEAF_BYTES}.
 * @throws RangeError for a leaf that would be larger: a defect of the caller, whose transaction then fails
 */
export function leafOf(id: string, at: Date, policyVersion: string, draft: EventDraft): Leaf {
  const [kept, said] = [saltedTexts(draft.texts), saltedTexts(draft.searched)];
  const commitments = [...kept, ...said].map(({ name, salt, text }) => [name, commitment(salt, text)] as const);
  const committed = [...kept, ...said.map(one => ({ ...one, text: null }))];
  const bytes = Buffer.from(canonicalJson(leafValue(id, at, policyVersion, draft, Object.fromEntries(commitments))));
  if (bytes.length > MAX_LEAF_BYTES) throw new RangeError('The leaf of an event is too large.');
  return { bytes, committed };
}

/** SHA-256 over salt and text, base64url: proves later what was said without saying it. */
export function commitment(salt: Buffer, text: string): string {
  return createHash('sha256').update(salt).update(text, 'utf8').digest('base64url');
}

function leafValue(
  id: string,
  at: Date,
  policy: string,
  draft: EventDraft,
  commitments: Record<string, string>,
): object {
  const { action, actor, object, recordingId, concernsStaffId, grantId, purpose, reference, reason, facts } = draft;
  return {
    v: LEAF_VERSION,
    id,
    at: at.toISOString(),
    action,
    actor,
    outcome: draft.outcome ?? 'done',
    policy,
    ...given({ object, recordingId, concernsStaffId, grantId, purpose, reference, reason, facts }),
    ...(Object.keys(commitments).length > 0 ? { commitments } : {}),
  };
}

function given(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

interface SaltedText {
  readonly name: string;
  readonly salt: Buffer;
  readonly text: string;
}

function saltedTexts(texts: Readonly<Record<string, string>> = {}): SaltedText[] {
  return Object.entries(texts).map(([name, text]) => ({ name, salt: randomBytes(16), text }));
}
