import { availableParallelism } from 'node:os';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Drawing } from './drawing.js';
import { DrawingThread } from './drawing-thread.js';

/** One thread less than there are processors, so that the server goes on answering; two are enough for any desk. */
const MOST_THREADS = Math.max(1, Math.min(2, availableParallelism() - 1));

/** Has the waveforms of recordings made while they arrive, in threads beside the server's own. */
@Injectable()
export class Waveforms implements OnApplicationShutdown {
  #threads: DrawingThread[] = [];

  /** Begins one; finish or drop it. A thread is started when there is none that has nothing to do. */
  begin(): Drawing {
    this.#threads = this.#threads.filter(thread => !thread.isDead);
    const [idlest] = this.#threads.toSorted((one, other) => one.load - other.load);
    if (idlest && (idlest.load === 0 || this.#threads.length >= MOST_THREADS)) return idlest.begin();
    const thread = new DrawingThread();
    this.#threads.push(thread);
    return thread.begin();
  }

  /** When the last request has its answer: until then recordings arrive. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.#threads.map(thread => thread.stop()));
  }
}
