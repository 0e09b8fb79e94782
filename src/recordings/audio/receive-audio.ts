import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { BlobStore, type StagedBlob } from '../../platform/blobs/blob-store.js';
import { Config } from '../../platform/config/index.js';
import { CobblestoneWriter } from '../../platform/crypto/cobblestone.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import type { AudioFacts, AudioProbe } from './audio-facts.js';
import { ProbeAudio } from './probe-audio.js';
import type { Waveform } from './waveform.js';
import type { Drawing } from './waveform/drawing.js';
import { Waveforms } from './waveform/waveforms.js';

/** A file as it was taken: encrypted in the store and not yet to be read there, hashed, and measured where it is audio. */
export interface TakenAudio {
  readonly staged: StagedBlob;
  readonly sha256: Buffer;
  /** Of the file as it came. */
  readonly sizeBytes: number;
  /** Null where the bytes are no audio that could be played. */
  readonly facts: AudioFacts | null;
  /** Null where it is no audio, or could not be decoded. */
  readonly waveform: Waveform | null;
}

/** The same of what is audio. */
export interface ReceivedAudio extends TakenAudio {
  readonly facts: AudioFacts;
}

/** The context that an audio blob is encrypted in: its unit and the kind of object (design §3). */
export function audioContext(recordingId: string): string {
  return `recording/${recordingId}/audio`;
}

/** Encrypts a file while it arrives; no plaintext touches a disk, and the file never lies in memory as a whole. */
@Injectable()
export class ReceiveAudio {
  constructor(
    private readonly blobs: BlobStore,
    private readonly config: Config,
    private readonly waveforms: Waveforms,
  ) {}

  /**
   * Takes what must be audio; what is not is refused at the first byte that shows it. On any error nothing is left in the store.
   * @throws DomainError `audio-too-large` or what the probe finds
   */
  async execute(file: Readable, recordingId: string, key: DataKey): Promise<ReceivedAudio> {
    const audio = await this.#store(file, recordingId, key, { keepsAnything: false });
    if (audio.facts) return { ...audio, facts: audio.facts };
    throw new TypeError('What is no audio was refused by its probe.');
  }

  /**
   * Takes whatever it is, for somebody to sort out; without `facts` where it is no audio. On any error nothing is left.
   * @throws DomainError `audio-too-large`
   */
  take(file: Readable, recordingId: string, key: DataKey): Promise<TakenAudio> {
    return this.#store(file, recordingId, key, { keepsAnything: true });
  }

  async #store(
    file: Readable,
    recordingId: string,
    key: DataKey,
    options: { readonly keepsAnything: boolean },
  ): Promise<TakenAudio> {
    const staged = await this.blobs.stage(recordingId);
    const drawing = this.waveforms.begin();
    // A crash from here on leaves a staged file, which the store sweeps.
    try {
      const measure = new Measure(drawing, this.config.maxAudioBytes, options);
      await pipeline(file, measure, new CobblestoneWriter(key.audioKey(), audioContext(recordingId)), staged);
      return { staged, ...(await measure.result()) };
    } catch (error) {
      await staged.discard();
      throw error;
    } finally {
      drawing.drop();
    }
  }
}

type Measured = Omit<TakenAudio, 'staged' | 'waveform'>;

/** Looks at the bytes as they pass: size, hash, form; and has them drawn. What it finds wrong breaks the stream. */
class Measure extends Transform {
  readonly #hash = createHash('sha256');
  #probe: AudioProbe | null = new ProbeAudio();
  #measured: Measured | undefined;
  #waveform: Promise<Waveform | null> = Promise.resolve(null);
  #sizeBytes = 0;

  constructor(
    private readonly drawing: Drawing,
    private readonly maxBytes: number,
    private readonly options: { readonly keepsAnything: boolean },
  ) {
    super();
  }

  override _transform(
    bytes: Buffer,
    _encoding: BufferEncoding,
    done: (error: Error | null, bytes?: Buffer) => void,
  ): void {
    try {
      this.#look(bytes);
    } catch (error) {
      done(asError(error));
      return;
    }
    void this.#draw(bytes).then(() => {
      done(null, bytes);
    });
  }

  /** The drawing ends while the file is made durable. */
  override _flush(done: (error?: Error) => void): void {
    try {
      const facts = this.#probing(probe => probe.finish());
      this.#measured = { facts, sha256: this.#hash.digest(), sizeBytes: this.#sizeBytes };
      if (facts) this.#waveform = this.drawing.finish(facts.channels);
      done();
    } catch (error) {
      done(asError(error));
    }
  }

  /** When the stream has ended. */
  async result(): Promise<Measured & { readonly waveform: Waveform | null }> {
    if (!this.#measured) throw new TypeError('What has not ended is not measured.');
    return { ...this.#measured, waveform: await this.#waveform };
  }

  #look(bytes: Buffer): void {
    this.#sizeBytes += bytes.length;
    if (this.#sizeBytes > this.maxBytes) throw tooLarge(this.maxBytes);
    this.#hash.update(bytes);
    this.#probing(probe => {
      probe.take(bytes);
    });
  }

  /** Waits where decoding is slower than what arrives. */
  #draw(bytes: Buffer): Promise<void> {
    if (this.#probe) return this.drawing.take(bytes);
    this.drawing.drop();
    return Promise.resolve();
  }

  /** Null from the first byte on that shows that it is no audio. */
  #probing<T>(probe: (probe: AudioProbe) => T): T | null {
    if (!this.#probe) return null;
    try {
      return probe(this.#probe);
    } catch (error) {
      if (!this.options.keepsAnything || !(error instanceof DomainError)) throw error;
      this.#probe = null;
      return null;
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('couldn’t read the audio', { cause: error });
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError('too-large', 'audio-too-large', 'The audio file is larger than this server takes.', {
    maxBytes,
  });
}
