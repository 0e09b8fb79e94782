import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { peaksByChannel } from '../audio/waveform/peaks-by-channel.js';
import type { Drawing } from '../audio/waveform/drawing.js';
import { Waveforms } from '../audio/waveform/waveforms.js';
import { DossierFiles, type StoredFile } from '../dossiers/dossier-files.js';
import { placed, type CopyForm, type ReadFile } from '../redaction/copy-form.js';
import type { Redaction } from '../redaction/marks.js';
import { redactedCopy } from '../redaction/redacted-copy.js';
import type { KnownRecording } from '../redaction/verify-copy.js';
import type { Redactable } from './find-redactable.js';
import { proveCopy, type Proof } from './prove-copy.js';
import { ReadOriginal } from './read-original.js';

/** A redacted copy that lies in the store, proven beside its original, and belongs to nothing yet. */
export interface ProvenCopy {
  readonly file: StoredFile;
  readonly form: CopyForm;
  readonly proof: Proof;
  /** The waveform of the copy itself, the bins of each channel, 0 to 255; empty where it could not be made. */
  readonly peaks: number[][];
}

/** Makes redacted copies for dossiers. Original and copy pass in pieces, whatever their length. */
@Injectable()
export class RenderCopy {
  constructor(
    private readonly readOriginal: ReadOriginal,
    private readonly files: DossierFiles,
    private readonly waveforms: Waveforms,
  ) {}

  /**
   * Stores the copy for a dossier that ends on `dueOn`, and reads it again beside the original. Whoever asked files it, or discards
   * it; on any error it is discarded here. A crash leaves what `DossierFiles.store` says.
   * @throws DomainError `copy-not-verified`, `original-unreadable`, `decryption-failed`, and what the engine throws
   */
  async execute(recording: Redactable, redaction: Redaction, dueOn: Day): Promise<ProvenCopy> {
    const original = await this.readOriginal.execute(recording);
    const measured = await placed(recording, original);
    const { form, bytes } = redactedCopy(measured, redaction, original);
    const file = await this.files.store(bytes(), dueOn);
    try {
      return { file, form, ...(await this.#prove(measured, redaction, original, file)) };
    } catch (error) {
      await this.files.discard(file);
      throw error;
    }
  }

  /** What is drawn is what the proof reads: the copy as it is stored. */
  async #prove(recording: KnownRecording, redaction: Redaction, original: ReadFile, file: StoredFile) {
    const drawing = this.waveforms.begin();
    try {
      const copy = () => drawn(this.files.read(file), drawing);
      const proof = await proveCopy(recording, redaction, original, copy);
      const waveform = await drawing.finish(recording.channels);
      return { proof, peaks: waveform ? peaksByChannel(waveform.peaks) : [] };
    } finally {
      drawing.drop();
    }
  }
}

async function* drawn(bytes: AsyncIterable<Buffer>, drawing: Drawing): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    await drawing.take(piece);
    yield piece;
  }
}
