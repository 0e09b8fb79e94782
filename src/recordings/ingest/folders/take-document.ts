import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/errors.js';
import type { ReadDocument } from '../formats/document.js';
import { MAX_DOCUMENT_BYTES, readDocument } from '../formats/read-document.js';
import type { SourceForm } from '../formats/source-form.js';
import { wholeOf } from '../../../platform/files/inbox/read-file.js';
import { countLines, readHeader, readLines } from '../../../platform/files/inbox/document-lines.js';
import { DocumentProgress } from './document-progress.js';
import { inParallel } from './in-parallel.js';
import { KeepUnread } from './keep-unread.js';
import { NOTHING, type KeptAs } from './kept-as.js';
import { LetGoFile } from './let-go-file.js';
import { Settled } from './settled.js';
import { audioFile, TakeDescribed, type DocumentAtHand } from './take-described.js';

const CALLS_AT_ONCE = 4;

/** Takes what a document describes; then the document goes, or the place is remembered up to which it was read. */
@Injectable()
export class TakeDocument {
  constructor(
    private readonly described: TakeDescribed,
    private readonly unread: KeepUnread,
    private readonly progress: DocumentProgress,
    private readonly settled: Settled,
    private readonly letGo: LetGoFile,
  ) {}

  /** A document that describes one call. Returns whether it is done with. */
  async whole(document: DocumentAtHand, form: SourceForm): Promise<boolean> {
    const { file } = document;
    const bytes = file.sizeBytes > MAX_DOCUMENT_BYTES ? Buffer.alloc(0) : await wholeOf(file);
    const kept = await this.#calls(bytes, form, document);
    if (!kept) return false;
    await this.letGo.execute(file, kept[0] ?? NOTHING);
    return true;
  }

  /**
   * A document of lines that may grow. It goes when it has had its time and everything in it was taken: what is written into it
   * every day stays and is read on.
   */
  async lines(document: DocumentAtHand, form: SourceForm): Promise<boolean> {
    const { file } = document;
    const ended = this.settled.hasWaited(file);
    for (let at = await this.progress.of(file); ;) {
      const { bytes, offsetBytes } = await readLines(file, at.offsetBytes, ended);
      if (bytes.length === 0) break;
      if (!(await this.#calls(await withHeader(bytes, at.offsetBytes, document, form), form, document))) return false;
      at = { offsetBytes, lines: at.lines + countLines(bytes) };
      await this.progress.reached(file, at);
    }
    if (!ended) return true;
    await this.letGo.execute(file, NOTHING);
    await this.progress.forget(file);
    return true;
  }

  /** What the calls are kept as; null where one of them must be taken later, and so the document read again. */
  async #calls(bytes: Buffer, form: SourceForm, document: DocumentAtHand): Promise<KeptAs[] | null> {
    const read = readOrNot(bytes, form, document.file.source);
    const taken = await inParallel(read.calls, CALLS_AT_ONCE, call => this.described.execute(call, document));
    for (const unusable of read.unusable) {
      const part = { file: document.file, format: form.format, unusable, text: textOf(bytes, unusable.line) };
      taken.push(await this.#unread(part, document));
    }
    return taken.every(kept => kept !== null) ? taken : null;
  }

  /** The audio beside a document that cannot be read goes with it. */
  async #unread(part: Omit<Parameters<KeepUnread['part']>[0], 'audio'>, document: DocumentAtHand) {
    const audio = document.mayWait ? await audioFile({ kind: 'beside' }, document) : null;
    if (audio && !(await this.settled.isWhole(audio))) return null;
    if (!audio && document.mayWait && !this.settled.hasWaited(document.file)) return null;
    const kept = await this.unread.part({ ...part, audio });
    if (kept && audio) await this.letGo.execute(audio, kept);
    return kept;
  }
}

/** A document that cannot be read as a whole is one call that cannot be used. */
function readOrNot(bytes: Buffer, form: SourceForm, source: string): ReadDocument {
  try {
    return readDocument(bytes, form, source);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { calls: [], unusable: [{ line: null, externalId: null, faults: [] }] };
  }
}

/** Where the names of the columns stand in the first line, every piece of the document is read with it. */
async function withHeader(
  bytes: Buffer,
  offsetBytes: number,
  { file }: DocumentAtHand,
  form: SourceForm,
): Promise<Buffer> {
  const hasHeader = form.format === 'csv' && !form.csv?.columns;
  return hasHeader && offsetBytes > 0 ? Buffer.concat([await readHeader(file), bytes]) : bytes;
}

function textOf(bytes: Buffer, line: number | null): string {
  const text = bytes.toString('utf8');
  return line === null ? text : (text.split('\n')[line - 1] ?? '');
}
