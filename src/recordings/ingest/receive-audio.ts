import { createHash } from 'node:crypto';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { BlobStore, type StagedBlob } from '../../platform/blobs/blob-store.js';
import { Config } from '../../platform/config/index.js';
import { CobblestoneWriter } from '../../platform/crypto/cobblestone.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { WavProbe, type AudioFacts } from '../audio/wav-probe.js';

/** An audio file as it was received: encrypted in the store under a temporary name, measured, hashed. */
export interface ReceivedAudio {
  readonly staged: StagedBlob;
  readonly facts: AudioFacts;
  readonly sha256: Buffer;
  /** Of the file as it came. */
  readonly sizeBytes: number;
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
  ) {}

  /**
   * On any error nothing is left in the store.
   * @throws DomainError `audio-too-large` or what {@link WavProbe} finds
   */
  async execute(file: Readable, recordingId: string, key: DataKey): Promise<ReceivedAudio> {
    const staged = await this.blobs.stage();
    // A crash from here on leaves a staged file, which the store sweeps.
    try {
      const measure = new Measure(this.config.maxAudioBytes);
      await pipeline(file, measure, new CobblestoneWriter(key.audioKey(), audioContext(recordingId)), staged);
      return { staged, ...measure.result() };
    } catch (error) {
      await staged.discard();
      throw error;
    }
  }
}

/** Looks at the bytes as they pass: size, hash, form. */
class Measure extends Transform {
  readonly #hash = createHash('sha256');
  readonly #probe = new WavProbe();
  #sizeBytes = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(
    bytes: Buffer,
    _encoding: BufferEncoding,
    done: (error: Error | null, bytes?: Buffer) => void,
  ): void {
    try {
      this.#look(bytes);
      done(null, bytes);
    } catch (error) {
      done(error instanceof Error ? error : new Error('couldn’t read the audio', { cause: error }));
    }
  }

  result() {
    return { facts: this.#probe.finish(), sha256: this.#hash.digest(), sizeBytes: this.#sizeBytes };
  }

  #look(bytes: Buffer): void {
    this.#sizeBytes += bytes.length;
    if (this.#sizeBytes > this.maxBytes) throw tooLarge(this.maxBytes);
    this.#hash.update(bytes);
    this.#probe.take(bytes);
  }
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError('too-large', 'audio-too-large', 'The audio file is larger than this server takes.', {
    maxBytes,
  });
}
