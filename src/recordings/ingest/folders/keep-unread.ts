import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock.js';
import { newId } from '../../../kernel/ids.js';
import { DataKey } from '../../../platform/crypto/data-key.js';
import type { DocumentFormat, UnusableCall } from '../formats/document.js';
import { BringCall } from './bring-call.js';
import { audioOfFile } from './inbox-audio.js';
import type { InboxFile } from '../../../platform/files/inbox/inbox-file.js';
import { KeepUnsorted } from './keep-unsorted.js';
import type { KeptAs } from './kept-as.js';
import { KeyedNames } from './keyed-names.js';

const MOST_TEXT = 64 * 1024;

/** Something of a document that cannot be used, with the text that it was read from. */
export interface UnreadPart {
  readonly file: InboxFile;
  readonly format: DocumentFormat;
  readonly text: string;
  readonly unusable: UnusableCall;
  /** The audio beside the document, where it lies there. */
  readonly audio: InboxFile | null;
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
  async part({ file, format, text, unusable, audio }: UnreadPart): Promise<KeptAs | null> {
    const { source, place } = file;
    const externalId = unusable.externalId ?? this.names.externalId(source, `${place}\n${text}`);
    const document = { format, name: place, text: text.slice(0, MOST_TEXT) };
    const what = { source, externalId, reason: 'metadata-unreadable', call: null, document } as const;
    if (audio) return this.bring.keepUnsorted(what, audioOfFile(audio));
    const id = newId(this.clock.now());
    return this.unsorted.execute({ ...what, id, key: DataKey.generate(), audio: null });
  }

  async unannounced(file: InboxFile): Promise<KeptAs | null> {
    const { source, place } = file;
    const document = { format: '', name: place, text: '' };
    const externalId = this.names.externalId(source, place);
    const what = { source, externalId, reason: 'metadata-missing', call: null, document } as const;
    return this.bring.keepUnsorted(what, audioOfFile(file));
  }
}
