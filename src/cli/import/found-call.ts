/** A call of an old stock, or what could not be made one; named by its place in the order of the files, never by a name. */
export type FoundCall = FoundAudio | FoundNothing;

export interface FoundAudio {
  readonly kind: 'call';
  /** Number of the file, from 1 on, in the order of their paths. */
  readonly number: number;
  readonly externalId: string;
  /** `metadata` of `POST /recordings`. */
  readonly metadata: object;
  readonly sizeBytes: number;
  /** The file that the audio lies in, or its bytes. */
  readonly audio: string | Buffer;
}

export interface FoundNothing {
  readonly kind: 'not-usable' | 'no-audio' | 'not-announced';
  readonly number: number;
  readonly externalId: string;
  readonly sizeBytes: number;
  /** What is wrong: names of fields and codes. */
  readonly faults: readonly string[];
}
