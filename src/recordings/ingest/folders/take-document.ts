import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/errors.js';
import type { DescribedCall, ReadDocument } from '../formats/document.js';
import { MAX_DOCUMENT_BYTES, readDocument } from '../formats/read-document.js';
import { readingOf } from '../formats/presets.js';
import type { SourceForm } from '../formats/source-form.js';
import { decodeText } from '../formats/decode-text.js';
import { readHeader, readLines } from '../../../platform/files/inbox/document-lines.js';
import { NoteRefusal } from '../note-refusal.js';
import { grows } from './file-kinds.js';
import { DocumentProgress } from './document-progress.js';
import { inParallel } from './in-parallel.js';
import { fetchedBy } from './inbox-audio.js';
import { KeepUnread } from './keep-unread.js';
import { NOTHING, type KeptAs } from './kept-as.js';
import { LetGoFile } from './let-go-file.js';
import { RowsLeft } from './rows-left.js';
import { hasWaited, isWhole } from './settled.js';
import { audioFile, TakeDescribed, type DocumentAtHand } from './take-described.js';

const CALLS_AT_ONCE = 4;

/** Takes what a document describes; then the document goes, or the place is remembered up to which it was read. */
@Injectable()
export class TakeDocument {
  constructor(
    private readonly described: TakeDescribed,
    private readonly unread: KeepUnread,
    private readonly progress: DocumentProgress,
    private readonly letGo: LetGoFile,
    private readonly refusals: NoteRefusal,
  ) {}

  /**
   * A document that describes one call, or a few. Returns whether it is done with.
   * @throws DomainError `document-too-large`: it stays where it is, as audio does that is
   */
  async whole(document: DocumentAtHand): Promise<boolean> {
    const { file } = document;
    if (file.sizeBytes > MAX_DOCUMENT_BYTES) throw tooLarge();
    const kept = await this.#calls(await file.inbox.whole(file), document, take => take());
    if (!kept) return false;
    await this.letGo.execute(file, only(kept));
    return true;
  }

  /**
   * A document of lines that may grow, also while it is read. It goes when it has had its time and everything in it was taken: what is written into it
   * every day stays and is read on. A row that cannot be taken yet holds up no other: all that stands behind it is taken, and read again
   * with it, from the last place before it, until it is taken. That makes nothing twice.
   * @throws what the first of such rows fails with, when the document was read to its end, or when many failed one after the other
   */
  async lines(document: DocumentAtHand): Promise<boolean> {
    const { file } = document;
    const ended = hasWaited(file) && (await isWhole(file));
    let at = await this.progress.of(file);
    const left = new RowsLeft();
    for (;;) {
      const { bytes, offsetBytes } = await readLines(file, at, ended);
      if (bytes.length === 0) break;
      const kept = await this.#calls(await withHeader(bytes, at, document), document, take => left.try(take, NOTHING));
      if (!kept) {
        left.assertNone();
        return false;
      }
      at = offsetBytes;
      if (left.areNone) await this.progress.reached(file, at);
    }
    left.assertNone();
    if (!ended || at < file.sizeBytes) return true;
    // One that is written anew may come again, longer: it is known by its bytes until it is forgotten.
    if (!file.inbox.isRewritten) await this.progress.forget(file);
    // A crash here leaves the document, which is read again from its start: that makes nothing twice.
    await this.letGo.execute(file, NOTHING);
    return true;
  }

  /** What the calls are kept as; null where one of them must be taken later, and so the document read again. */
  async #calls(bytes: Buffer, document: DocumentAtHand, each: Each): Promise<KeptAs[] | null> {
    const { file, form } = document;
    const read = readOrNot(bytes, form, file.source);
    const taken = await inParallel(read.calls, CALLS_AT_ONCE, call => each(() => this.#call(call, document)));
    for (const unusable of read.unusable) {
      const part = { file, format: form.format, unusable, ...partOf(bytes, form, unusable.line) };
      taken.push(await each(() => this.#unread(part, document)));
    }
    return taken.every(kept => kept !== null) ? taken : null;
  }

  /** What is refused for good is put on record, where it would hold up the calls of other lines; its audio stays where it is. */
  async #call(described: DescribedCall, document: DocumentAtHand): Promise<KeptAs | null> {
    try {
      return await this.described.execute(described, document);
    } catch (error) {
      if (document.mayWait || !(error instanceof DomainError) || error.kind === 'unavailable') throw error;
      await this.refusals.execute(error.code, described.call, fetchedBy(document.file));
      return NOTHING;
    }
  }

  /** The audio beside a document that cannot be read goes with it. */
  async #unread(part: Omit<Parameters<KeepUnread['part']>[0], 'audio'>, document: DocumentAtHand) {
    const audio = document.mayWait ? await audioFile({ kind: 'beside' }, document) : null;
    if (audio && !(await isWhole(audio))) return null;
    if (!audio && document.mayWait && !hasWaited(document.file)) return null;
    const kept = await this.unread.part({ ...part, audio });
    if (kept && audio) await this.letGo.execute(audio, kept.audio);
    return kept?.document ?? null;
  }
}

/** How each call of a document is taken. */
type Each = (take: () => Promise<KeptAs | null>) => Promise<KeptAs | null>;

/** A document that became several units is of no one day: in the archive it would outlive those that are gone. */
function only([one = NOTHING, ...others]: readonly KeptAs[]): KeptAs {
  return others.length === 0 ? one : NOTHING;
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
async function withHeader(bytes: Buffer, offsetBytes: number, { file, form }: DocumentAtHand): Promise<Buffer> {
  const hasHeader = readingOf(form).csv.columns === null;
  return hasHeader && offsetBytes > 0 ? Buffer.concat([await readHeader(file), bytes]) : bytes;
}

/** The line that cannot be used, or all of the document: as it came, and as text. */
function partOf(bytes: Buffer, form: SourceForm, line: number | null): { bytes: Buffer; text: string } {
  const text = textOf(bytes, form);
  if (line === null) return { bytes, text };
  const written = text.split(/\r\n|\n|\r/)[line - 1] ?? '';
  return { bytes: Buffer.from(written), text: written };
}

/** What is in no encoding is shown as far as it can be. */
function textOf(bytes: Buffer, form: SourceForm): string {
  try {
    return decodeText(bytes, grows(form.format) ? readingOf(form).csv.encoding : 'utf-8');
  } catch {
    return bytes.toString('utf8');
  }
}

function tooLarge(): DomainError {
  return new DomainError('too-large', 'document-too-large', 'The document is larger than what is read.');
}
