import { parentPort } from 'node:worker_threads';
import { DrawWaveform } from './draw-waveform.js';
import type { FromThread, ToThread } from './drawing-messages.js';

/** The thread in which recordings are decoded: any number at once, each in its order. It holds no key and opens no file. */
class Drawing {
  readonly #waveform = new DrawWaveform();
  #before: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(private readonly number: number) {}

  do(told: ToThread): void {
    this.#before = this.#before.then(() => this.#do(told));
  }

  async #do(told: ToThread): Promise<void> {
    if (told.kind === 'bytes') await this.#take(told.bytes);
    else await this.#end(told.kind === 'finish' ? told.channels : null);
  }

  async #take(bytes: Uint8Array): Promise<void> {
    try {
      if (!this.#failed) await this.#waveform.take(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    } catch {
      this.#failed = true;
    }
    answer({ drawing: this.number, kind: 'taken', bytes: bytes.length });
  }

  async #end(channels: number | null): Promise<void> {
    drawings.delete(this.number);
    try {
      const waveform = channels === null || this.#failed ? null : await this.#waveform.finish(channels);
      answer({ drawing: this.number, kind: 'over', waveform });
    } catch {
      answer({ drawing: this.number, kind: 'over', waveform: null });
    } finally {
      this.#free();
    }
  }

  /** What never came to begin cannot be let go of. */
  #free(): void {
    try {
      this.#waveform.free();
    } catch {
      this.#failed = true;
    }
  }
}

const drawings = new Map<number, Drawing>();

function answer(message: FromThread): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (told: ToThread) => {
  const drawing = drawings.get(told.drawing) ?? new Drawing(told.drawing);
  drawings.set(told.drawing, drawing);
  drawing.do(told);
});
