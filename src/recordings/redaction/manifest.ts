import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json.js';
import { DomainError } from '../../kernel/errors.js';
import { isDecoded, type CopyForm } from './copy-form.js';
import { GUARD_MS } from './hidden-frames.js';
import type { Mark, Redaction, RedactionMethod } from './marks.js';
import type { KnownRecording, Verdict } from './verify-copy.js';

/** Counts up whenever the same marks on the same original would give another copy. */
export const ENGINE_VERSION = 1;

/** What is told of an audio file; `sha256` in hexadecimal. */
export interface FileStated {
  readonly sha256: string;
  readonly container: string;
  readonly codec: string;
  readonly channels: number;
  readonly sampleRateHz: number;
  readonly durationMs: number;
}

/** Says of a redacted copy what it was made of, what was hidden and why, and who answers for it (issue F, part 5). A JSON value. */
export interface RedactionManifest {
  readonly kind: 'redacted-copy';
  readonly recordingId: string;
  readonly original: FileStated;
  readonly copy: FileStated & { readonly sizeBytes: number; readonly frames: number };
  /** Whether the original was decoded; if not, all samples outside of the marks and their guard bands are identical. */
  readonly decoded: boolean;
  readonly marks: readonly Mark[];
  /** What was hidden before and after each mark besides. */
  readonly guardMs: number;
  readonly method: RedactionMethod;
  /** Of the marks of this recording, counted from 1. */
  readonly version: number;
  readonly engineVersion: number;
  /** Staff ids. */
  readonly author: string;
  readonly reviewer: string;
  /** Instants, ISO 8601 in UTC. */
  readonly madeAt: string;
  readonly reviewedAt: string;
}

/** What was verified, and by whom it was made and reviewed. */
export interface ManifestFacts {
  readonly recordingId: string;
  readonly recording: KnownRecording;
  readonly redaction: Redaction;
  readonly form: CopyForm;
  readonly verdict: Extract<Verdict, { proven: true }>;
  readonly version: number;
  readonly made: { readonly by: string; readonly at: Date };
  readonly reviewed: { readonly by: string; readonly at: Date };
}

/** @throws DomainError `own-review` where author and reviewer are one person */
export function manifestOf(facts: ManifestFacts): RedactionManifest {
  const { recording, redaction, form, verdict, made, reviewed } = facts;
  if (made.by === reviewed.by) throw ownReview();
  const { sizeBytes, frames } = form;
  return {
    kind: 'redacted-copy',
    recordingId: facts.recordingId,
    original: stated(recording, verdict.originalSha256),
    copy: { ...stated(form, verdict.copySha256), sizeBytes, frames },
    decoded: isDecoded(recording),
    marks: redaction.marks.map(({ channel, fromMs, toMs, reason }) => ({ channel, fromMs, toMs, reason })),
    guardMs: GUARD_MS,
    method: redaction.method,
    version: facts.version,
    engineVersion: ENGINE_VERSION,
    author: made.by,
    reviewer: reviewed.by,
    madeAt: made.at.toISOString(),
    reviewedAt: reviewed.at.toISOString(),
  };
}

/** RFC 8785 canonical JSON, as it is stored and given along. */
export function manifestBytes(manifest: RedactionManifest): Buffer {
  return Buffer.from(canonicalJson(manifest));
}

/** SHA-256 of {@link manifestBytes}. */
export function manifestHash(manifest: RedactionManifest): Buffer {
  return createHash('sha256').update(manifestBytes(manifest)).digest();
}

type Told = Omit<FileStated, 'sha256'>;

function stated({ container, codec, channels, sampleRateHz, durationMs }: Told, sha256: Buffer): FileStated {
  return { sha256: sha256.toString('hex'), container, codec, channels, sampleRateHz, durationMs };
}

function ownReview(): DomainError {
  return new DomainError('forbidden', 'own-review', 'Nobody reviews marks of their own; ask somebody else.');
}
