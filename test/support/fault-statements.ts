import { stringsOf, type Frame } from './fault-frames.js';

/** A statement on its way to the database, with the messages that carry it. */
export interface SeenStatement {
  readonly text: string;
  /** Whether the log depends on it: it writes an event, or begins or ends a transaction, as only events need one here. */
  readonly isOfLog: boolean;
  readonly bytes: Buffer;
}

/** Follows the messages of one client: what it prepared under which name, and where a statement ends. */
export class StatementReader {
  readonly #prepared = new Map<string, string>();
  #frames: Buffer[] = [];
  #text = '';

  /** The statement that is complete with `frame`: a Query, or all up to the Sync; null while more is to come. */
  read(frame: Frame): SeenStatement | null {
    this.#frames.push(frame.bytes);
    if (frame.type === 'P') this.#prepare(frame);
    if (frame.type === 'B') this.#text = this.#prepared.get(stringsOf(frame.body, 2)[1] ?? '') ?? '';
    if (frame.type === 'Q') this.#text = stringsOf(frame.body, 1)[0] ?? '';
    return frame.type === 'Q' || frame.type === 'S' ? this.#complete() : null;
  }

  #prepare({ body }: Frame): void {
    const [name = '', text = ''] = stringsOf(body, 2);
    this.#prepared.set(name, text);
    this.#text = text;
  }

  #complete(): SeenStatement {
    const text = this.#text.replace(/\s+/g, ' ').trim();
    const bytes = Buffer.concat(this.#frames);
    this.#text = '';
    this.#frames = [];
    return { text, isOfLog: /insert into audit_event|^begin$|^commit$/i.test(text), bytes };
  }
}
