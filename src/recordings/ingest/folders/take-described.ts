import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/errors.js';
import type { DescribedCall } from '../formats/document.js';
import type { SourceForm } from '../formats/source-form.js';
import { anywhere, awaitedAs, ownPlaces, type InAFile } from './audio-name.js';
import { AwaitAudio } from './await-audio.js';
import { BringCall } from './bring-call.js';
import { ExplainCall } from './explain-call.js';
import { audioOfBytes, audioOfFile, fetchedBy } from './inbox-audio.js';
import type { InboxFile } from '../../../platform/files/inbox/inbox-place.js';
import { kindOf } from './file-kinds.js';
import type { KeptAs } from './kept-as.js';
import { LetGoFile } from './let-go-file.js';
import { hasWaited, isWhole } from './settled.js';

/** A document, and what else was seen in its folder when it was. */
export interface DocumentAtHand {
  readonly file: InboxFile;
  readonly form: SourceForm;
  /** Files that may be audio, by their names without folders. */
  readonly seen: ReadonlyMap<string, readonly InboxFile[]>;
  /** Whether a call may wait for its audio in its document, which describes nothing else. */
  readonly mayWait: boolean;
}

/** Takes one described call with its audio, wherever that is. */
@Injectable()
export class TakeDescribed {
  constructor(
    private readonly bring: BringCall,
    private readonly awaitAudio: AwaitAudio,
    private readonly explain: ExplainCall,
    private readonly letGo: LetGoFile,
  ) {}

  /**
   * Returns what the call is kept as; null where it is too early to say. Audio that is too large stays where it is, and a document that
   * describes it alone stays with it. A document of lines is read on: the call waits for this audio as for one that has not come.
   */
  async execute({ call, audio }: DescribedCall, document: DocumentAtHand): Promise<KeptAs | null> {
    const by = fetchedBy(document.file);
    if (audio.kind === 'none') return this.explain.execute(call, audio.reason, by);
    if (audio.kind === 'inline') return this.bring.execute(call, audioOfBytes(audio.bytes, document.file));
    const file = await audioFile(audio, document);
    if (file && (await isWhole(file))) {
      try {
        return await this.#take(call, file);
      } catch (error) {
        if (document.mayWait || !isTooLarge(error)) throw error;
      }
    }
    const known = await this.explain.known(call, by);
    if (known) return known;
    if (document.mayWait && (file !== null || !hasWaited(document.file))) return null;
    return this.awaitAudio.execute(call, awaitedAs(audio, document.file.place, call.externalId), by);
  }

  /** A crash after the acknowledgement leaves the file, which is known when it is taken again. */
  async #take(call: DescribedCall['call'], file: InboxFile): Promise<KeptAs | null> {
    const kept = await this.bring.execute(call, audioOfFile(file));
    if (kept) await this.letGo.execute(file, kept);
    return kept;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof DomainError && error.kind === 'too-large';
}

/** The file that the audio of a call lies in; null where there is none yet, or more than one that it could be. */
export async function audioFile(audio: InAFile, { file, form, seen }: DocumentAtHand): Promise<InboxFile | null> {
  const places = [...ownPlaces(audio, file.place), ...anywhere(audio).flatMap(name => onlyPlace(name, seen))];
  for (const place of places.filter(one => kindOf(one, form.format) === 'audio')) {
    const found = await file.inbox.find(place);
    if (found) return found;
  }
  return null;
}

/** Where the one file of a name was seen; in the folder that all begins in where none was. */
function onlyPlace(name: string, seen: DocumentAtHand['seen']): string[] {
  const files = seen.get(name) ?? [];
  return files.length > 1 ? [] : [files[0]?.place ?? name];
}
