import type { RecordingMetadata } from '../metadata.schemas.js';

/** The forms in which sources describe their calls (shared/ingest-formats.md). */
export const DOCUMENT_FORMATS = ['sidecar', 'asterisk-cdr', 'freeswitch', 'siprec', 'vcon', 'csv'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** Where the audio of a call that a document describes is to be found. */
export type AudioOfCall =
  /** In the file beside the document, of the same base name. */
  | { readonly kind: 'beside' }
  /** In a file of one of these names, without a folder, whichever comes. */
  | { readonly kind: 'named'; readonly names: readonly string[] }
  /** In the document itself. */
  | { readonly kind: 'inline'; readonly bytes: Buffer }
  /** There is none, and the document says why: a call that nobody answered, a recording that was switched off. */
  | { readonly kind: 'none'; readonly reason: string };

/** A call that a document describes. */
export interface DescribedCall {
  readonly call: RecordingMetadata;
  readonly audio: AudioOfCall;
  /** Line of the document from 1 on; null where it describes one call. */
  readonly line: number | null;
}

/** A call that a document describes in a way that cannot be used. */
export interface UnusableCall {
  readonly line: number | null;
  /** Technical id, where it could be read. */
  readonly externalId: string | null;
  /** Names of fields that are missing or wrong; never their values. */
  readonly faults: readonly string[];
}

/** What a document says. */
export interface ReadDocument {
  readonly calls: readonly DescribedCall[];
  readonly unusable: readonly UnusableCall[];
}
