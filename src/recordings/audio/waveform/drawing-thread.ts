import { Worker } from 'node:worker_threads';
import { Drawing } from './drawing.js';
import type { FromThread } from './drawing-messages.js';

/** A thread that has not answered for so long, while something waits for it, is ended. */
const MOST_SILENCE_MS = 20_000;
/** Of its objects alone: samples and the memory of decoders lie outside, and are bounded by what a decoder is given at once. */
const MOST_HEAP_MIB = 128;

/** A thread that decodes. When it dies, or is silent for too long, its drawings are over without a waveform. */
export class DrawingThread {
  readonly #worker: Worker;
  readonly #drawings = new Map<number, Drawing>();
  #last = 0;
  #silence: NodeJS.Timeout | undefined;
  #isDead = false;

  constructor(
    entry: WorkerEntry = workerEntry(import.meta.url),
    private readonly mostSilenceMs = MOST_SILENCE_MS,
  ) {
    const { file, execArgv } = entry;
    const limits = { resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MIB } };
    const quiet = { stdout: true, stderr: true }; // decoders print what they find wrong in a file
    this.#worker = new Worker(file, { ...limits, ...quiet, ...(execArgv ? { execArgv } : {}) });
    this.#worker.stdout.resume();
    this.#worker.stderr.resume();
    this.#worker.on('message', (answer: FromThread) => {
      this.#hear(answer);
    });
    for (const event of ['error', 'exit', 'messageerror'] as const) this.#worker.on(event, () => void this.stop());
    this.#worker.unref();
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** How many files it is decoding. */
  get load(): number {
    return this.#drawings.size;
  }

  begin(): Drawing {
    const number = ++this.#last;
    const drawing = new Drawing(number, message => {
      this.#worker.postMessage(message, message.kind === 'bytes' ? [message.bytes.buffer as ArrayBuffer] : []);
      this.#silence ??= this.#watch();
    });
    this.#drawings.set(number, drawing);
    return drawing;
  }

  /** Ends it, and its drawings without a waveform. May be repeated. */
  async stop(): Promise<void> {
    this.#isDead = true;
    clearTimeout(this.#silence);
    for (const drawing of this.#drawings.values()) drawing.end(null);
    this.#drawings.clear();
    await this.#worker.terminate();
  }

  #hear(answer: FromThread): void {
    this.#drawings.get(answer.drawing)?.hear(answer);
    if (answer.kind === 'over') this.#drawings.delete(answer.drawing);
    clearTimeout(this.#silence);
    const isWaited = [...this.#drawings.values()].some(drawing => drawing.isWaiting);
    this.#silence = isWaited ? this.#watch() : undefined;
  }

  #watch(): NodeJS.Timeout {
    return setTimeout(() => void this.stop(), this.mostSilenceMs).unref();
  }
}

/** What a thread is started with. */
export interface WorkerEntry {
  readonly file: URL;
  readonly execArgv?: string[];
}

/** Built code starts as it is; sources, in tests, with the loader of the tests. */
function workerEntry(here: string): WorkerEntry {
  if (!here.endsWith('.ts')) return { file: new URL('./drawing-worker.js', here) };
  const loader = new URL('../../../platform/crypto/testing/run-typescript.mjs', here);
  return { file: new URL('./drawing-worker.ts', here), execArgv: ['--import', loader.href] };
}
