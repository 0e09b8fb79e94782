import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { DataKey } from '../../../platform/crypto/data-key.js';
import { externalIdOfAudio } from '../formats/audio-names.js';
import type { DocumentFormat, UnusableCall } from '../formats/document.js';
import type { SourceForm } from '../formats/source-form.js';
import { BringCall, type UnsortedAudio } from './bring-call.js';
import { audioOfBytes, audioOfFile, fetchedBy } from './inbox-audio.js';
import type { InboxFile } from '../../../platform/files/inbox/inbox-place.js';
import { KeepUnsorted } from './keep-unsorted.js';
import type { KeptAs } from './kept-as.js';
import { KeyedNames } from './keyed-names.js';

/** What is longer is kept as bytes as well. */
const MOST_TEXT = 64 * 1024;

/** Something of a document that cannot be used, with the text that it was read from. */
export interface UnreadPart {
  readonly file: InboxFile;
  readonly format: DocumentFormat;
  readonly bytes: Buffer;
  readonly text: string;
  readonly unusable: UnusableCall;
  /** The audio beside the document, where it lies there. */
  readonly audio: InboxFile | null;
}

/** What an unread part is kept as: its text and the audio beside it are one unit, unless the text is too long for that. */
export interface UnreadKept {
  readonly document: KeptAs;
  readonly audio: KeptAs;
}

/** Keeps what came as metadata and cannot be read, and audio that nothing has announced, for somebody to sort out. */
@Injectable()
export class KeepUnread {
  constructor(
    private readonly bring: BringCall,
    private readonly unsorted: KeepUnsorted,
    private readonly names: KeyedNames,
    private readonly clock: Clock,
  ) {}

  /** Returns what it is kept as; null where the audio has changed while it was read. */
  async part({ file, format, bytes, text, unusable, audio }: UnreadPart): Promise<UnreadKept | null> {
    const { source, place } = file;
    const document = { format, name: place, text: text.slice(0, MOST_TEXT) };
    const what = { source, reason: 'metadata-unreadable', call: null, document } as const;
    const ownId = this.names.externalId(source, `${place}\n${text}`);
    const externalId = unusable.externalId ?? ownId;
    if (text.length <= MOST_TEXT) return both(await this.#keep({ ...what, externalId }, audio, file));
    const kept = await this.bring.keepUnsorted({ ...what, externalId: ownId }, audioOfBytes(bytes, file));
    // A crash here leaves the bytes kept; the document is taken again with its audio, and they are known.
    if (!kept || !audio) return both(kept);
    const own = { ...what, externalId: this.names.externalId(source, audio.place) };
    const keptAudio = await this.#keep(own, audio, file);
    return keptAudio && { document: kept, audio: keptAudio };
  }

  /** Under the id that its name tells, so that what announces it later finds it; otherwise under a digest of its place. */
  async unannounced(file: InboxFile, form: SourceForm): Promise<KeptAs | null> {
    const { source, place } = file;
    const document = { format: '', name: place, text: '' };
    const externalId = externalIdOfAudio(place, form) ?? this.names.externalId(source, place);
    return this.#keep({ source, externalId, reason: 'metadata-missing', call: null, document }, file, file);
  }

  async #keep(what: UnsortedAudio, audio: InboxFile | null, from: InboxFile): Promise<KeptAs | null> {
    if (audio) return this.bring.keepUnsorted(what, audioOfFile(audio));
    const id = newId(this.clock.now());
    const by = fetchedBy(from);
    const kept = this.unsorted.execute({ ...what, id, key: DataKey.generate(), audio: null }, by);
    return kept.catch((error: unknown) => this.bring.noteGone(error, null, by));
  }
}

function both(kept: KeptAs | null): UnreadKept | null {
  return kept && { document: kept, audio: kept };
}
