import { basename, dirname, join } from 'node:path';
import { externalIdOfAudio } from '../formats/audio-names.js';
import type { AudioOfCall } from '../formats/document.js';
import type { SourceForm } from '../formats/source-form.js';
import { besideDocument } from './file-kinds.js';

/** What an audio file may be known by: its place, the external id that its name tells, or its name without a folder. */
export interface AudioName {
  readonly kind: 'place' | 'call' | 'name';
  readonly value: string;
}

/** Audio that lies in a file. */
export type InAFile = Extract<AudioOfCall, { kind: 'beside' | 'named' }>;

/** Where the audio of a call is looked for first: beside its document, in the document's own folder. */
export function ownPlaces(audio: InAFile, documentPlace: string): string[] {
  if (audio.kind === 'beside') return besideDocument(documentPlace);
  return audio.names.map(name => join(dirname(documentPlace), name));
}

/** Names that are the audio's in any folder: those that the document says, where no other file bears them. */
export function anywhere(audio: InAFile): readonly string[] {
  return audio.kind === 'named' ? audio.names : [];
}

/** All that the audio of a call is waited for under. */
export function awaitedAs(audio: InAFile, documentPlace: string, externalId: string): AudioName[] {
  return [
    ...ownPlaces(audio, documentPlace).map(value => ({ kind: 'place', value }) as const),
    { kind: 'call', value: externalId },
    ...anywhere(audio).map(value => ({ kind: 'name', value }) as const),
  ];
}

/** What files may be waited for under, by their places, the surest first. A name that two of them bear is none. */
export function namesOfFiles(places: readonly string[], form: SourceForm): ReadonlyMap<string, AudioName[]> {
  const byName = Map.groupBy(places, place => basename(place));
  return new Map(
    places.map(place => {
      const name = basename(place);
      const call = externalIdOfAudio(name, form);
      const names: AudioName[] = [{ kind: 'place', value: place }];
      if (call !== null) names.push({ kind: 'call', value: call });
      if (byName.get(name)?.length === 1) names.push({ kind: 'name', value: name });
      return [place, names];
    }),
  );
}
