import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { AudioOfCall, DescribedCall } from '../formats/document.js';
import { AwaitAudio } from './await-audio.js';
import { BringCall } from './bring-call.js';
import { ExplainCall } from './explain-call.js';
import { audioOfBytes, audioOfFile } from './inbox-audio.js';
import { inboxFile, type InboxFile } from '../../../platform/files/inbox/inbox-file.js';
import { besideDocument } from './file-kinds.js';
import type { KeptAs } from './kept-as.js';
import { LetGoFile } from './let-go-file.js';
import { Settled } from './settled.js';

/** A document, and what else was seen in its folder when it was. */
export interface DocumentAtHand {
  readonly file: InboxFile;
  /** Files that may be audio, by their names without folders. */
  readonly seen: ReadonlyMap<string, InboxFile>;
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
    private readonly settled: Settled,
    private readonly letGo: LetGoFile,
  ) {}

  /** Returns what the call is kept as; null where it is too early to say. */
  async execute({ call, audio }: DescribedCall, document: DocumentAtHand): Promise<KeptAs | null> {
    if (audio.kind === 'none') return this.explain.execute(call, audio.reason);
    if (audio.kind === 'inline') return this.bring.execute(call, audioOfBytes(audio.bytes));
    const file = await audioFile(audio, document);
    if (file && (await this.settled.isWhole(file))) return this.#take(call, file);
    const known = await this.explain.known(call);
    if (known) return known;
    if (document.mayWait && (file !== null || !this.settled.hasWaited(document.file))) return null;
    return this.awaitAudio.execute(call, namesOf(audio, document.file));
  }

  /** A crash after the acknowledgement leaves the file, which is known when it is taken again. */
  async #take(call: DescribedCall['call'], file: InboxFile): Promise<KeptAs | null> {
    const kept = await this.bring.execute(call, audioOfFile(file));
    if (kept) await this.letGo.execute(file, kept);
    return kept;
  }
}

type InAFile = Extract<AudioOfCall, { kind: 'beside' | 'named' }>;

/** The file that the audio of a call lies in; null where there is none yet. */
export async function audioFile(audio: InAFile, { file, seen }: DocumentAtHand): Promise<InboxFile | null> {
  const seenFile = audio.kind === 'named' ? audio.names.map(name => seen.get(name)).find(Boolean) : undefined;
  if (seenFile) return inboxFile(seenFile.root, seenFile.source, seenFile.place);
  for (const place of placesOf(audio, file)) {
    const found = await inboxFile(file.root, file.source, place);
    if (found) return found;
  }
  return null;
}

/** Beside the document, or in the folder that all begins in. */
function placesOf(audio: InAFile, { place }: InboxFile): string[] {
  if (audio.kind === 'beside') return besideDocument(place);
  return audio.names.flatMap(name => [...new Set([join(dirname(place), name), name])]);
}

function namesOf(audio: InAFile, { place }: InboxFile): string[] {
  const names = audio.kind === 'named' ? audio.names : besideDocument(place);
  return [...new Set(names.map(name => name.slice(name.lastIndexOf('/') + 1)))];
}
