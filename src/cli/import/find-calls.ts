import { readFile, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import { DomainError } from '../../kernel/errors.js';
import type { FolderFile } from '../../platform/files/inbox/folder-file.js';
import { walkFolder } from '../../platform/files/inbox/walk-folder.js';
import {
  anywhere,
  besideDocument,
  externalIdOfAudio,
  kindOf,
  ownPlaces,
  readDocument,
  type DescribedCall,
  type InAFile,
  type SourceForm,
} from '../../recordings/index.js';
import type { FoundAudio, FoundCall } from './found-call.js';

interface NumberedFile extends FolderFile {
  readonly number: number;
}

interface Stock {
  /** Audio by its place, by its name without a folder, and by the external id that its name tells. */
  readonly byPlace: ReadonlyMap<string, readonly NumberedFile[]>;
  readonly byName: ReadonlyMap<string, readonly NumberedFile[]>;
  readonly byCall: ReadonlyMap<string, readonly NumberedFile[]>;
  /** Places of audio that a document has spoken of. */
  readonly announced: Set<string>;
}

/** The calls below `folder`, a document at a time; then the audio that nothing has announced. Only reads. */
export async function* findCalls(folder: string, source: string, form: SourceForm): AsyncGenerator<FoundCall> {
  const files = await numbered(folder, source);
  const ofKind = (kind: string) => files.filter(({ place }) => kindOf(place, form.format) === kind);
  const audio = ofKind('audio');
  const stock = stockOf(audio, form);
  for (const document of ofKind('document')) yield* callsOf(document, form, stock);
  for (const file of audio.filter(({ place }) => !stock.announced.has(place))) {
    yield { kind: 'not-announced', number: file.number, externalId: '', sizeBytes: file.sizeBytes, faults: [] };
  }
}

function stockOf(audio: readonly NumberedFile[], form: SourceForm): Stock {
  return {
    byPlace: Map.groupBy(audio, ({ place }) => place),
    byName: Map.groupBy(audio, ({ place }) => basename(place)),
    byCall: Map.groupBy(audio, ({ place }) => externalIdOfAudio(place, form) ?? ''),
    announced: new Set(),
  };
}

async function numbered(folder: string, source: string): Promise<NumberedFile[]> {
  const files: FolderFile[] = [];
  const root = await realpath(folder); // whoever imports may name a link; below it none is followed
  for await (const file of walkFolder(root, source)) files.push(file);
  if (files.some(({ place }) => !place.isWellFormed())) throw oddName();
  files.sort((one, other) => (one.place < other.place ? -1 : 1));
  return files.map((file, at) => ({ ...file, number: at + 1 }));
}

async function* callsOf(document: NumberedFile, form: SourceForm, stock: Stock): AsyncGenerator<FoundCall> {
  const { calls, unusable } = await read(document, form);
  for (const described of calls) yield found(described, document, stock);
  for (const { externalId, faults } of unusable) {
    const { number, sizeBytes } = document;
    for (const place of besideDocument(document.place)) stock.announced.add(place);
    yield { kind: 'not-usable', number, externalId: externalId ?? '', sizeBytes, faults };
  }
}

async function read(document: NumberedFile, form: SourceForm) {
  try {
    return readDocument(await readFile(document.path), form, document.source);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { calls: [], unusable: [{ line: null, externalId: null, faults: [error.code] }] };
  }
}

function found({ call, audio }: DescribedCall, document: NumberedFile, stock: Stock): FoundCall {
  const { externalId } = call;
  const named = { number: document.number, externalId };
  if (audio.kind === 'none') return { ...named, kind: 'no-audio', sizeBytes: 0, faults: [audio.reason] };
  const whole = { ...named, kind: 'call', metadata: call } as const;
  if (audio.kind === 'inline') return { ...whole, sizeBytes: audio.bytes.length, audio: audio.bytes };
  const file = fileOf(audio, document, stock, externalId);
  if (!file) return { ...named, kind: 'no-audio', sizeBytes: 0, faults: ['audio-missing'] };
  stock.announced.add(file.place);
  return { ...whole, number: file.number, sizeBytes: file.sizeBytes, audio: file.path } satisfies FoundAudio;
}

/** The surest first: at its own place, then the only file of its name or of its call's id. */
function fileOf(audio: InAFile, { place }: NumberedFile, stock: Stock, externalId: string): NumberedFile | undefined {
  const found = [
    ...ownPlaces(audio, place).map(one => stock.byPlace.get(one)),
    ...anywhere(audio).map(name => stock.byName.get(name)),
    stock.byCall.get(externalId),
  ];
  return found.find(files => files?.length === 1)?.[0];
}

/** Rather than to leave one out: what opens them here knows texts only. */
function oddName(): DomainError {
  const sentence = 'The name of a file or folder is no UTF-8; rename it (convmv does) and import again.';
  return new DomainError('invalid', 'import-odd-name', sentence);
}
