import { basename, dirname, extname, join } from 'node:path';
import type { DocumentFormat } from '../formats/document.js';

export type FileKind = 'document' | 'audio' | 'marker' | 'ignored';

/** What a file of a source is by its name; what nobody knows is taken for audio, so that somebody looks at it. */
export function kindOf(place: string, format: DocumentFormat): FileKind {
  const name = basename(place);
  if (name.startsWith('.') || UNFINISHED.test(name)) return 'ignored';
  const extension = extname(name).toLowerCase();
  if (extension === '.done') return 'marker';
  return DOCUMENTS[format].includes(extension) ? 'document' : 'audio';
}

/** Names under which copying programs write what is not whole yet. */
const UNFINISHED = /(\.(tmp|temp|part|partial|filepart|crdownload|swp)|~)$/i;

const DOCUMENTS: Readonly<Record<DocumentFormat, readonly string[]>> = {
  sidecar: ['.json'],
  'asterisk-cdr': ['.csv'],
  freeswitch: ['.json', '.xml'],
  siprec: ['.xml'],
  vcon: ['.json', '.vcon'],
  csv: ['.csv', '.txt'],
};

/** Documents of lines, which may grow: the others describe one call each. */
export function grows(format: DocumentFormat): boolean {
  return format === 'csv' || format === 'asterisk-cdr';
}

const AUDIO = ['.wav', '.WAV', '.mp3', '.MP3', '.ogg', '.opus', '.gsm', '.wav49', '.WAV49'];

/** Where the audio beside a document may lie: `a.wav` beside `a.json` or `a.wav.json`. */
export function besideDocument(place: string): string[] {
  const base = withoutExtension(place);
  return [base, ...AUDIO.map(extension => `${base}${extension}`)];
}

/** Where the document beside an audio file may lie. */
export function besideAudio(place: string, format: DocumentFormat): string[] {
  const bases = [withoutExtension(place), place];
  return bases.flatMap(base => DOCUMENTS[format].map(extension => `${base}${extension}`));
}

/** Where the mark may lie that says that a file is whole. */
export function markersOf(place: string): string[] {
  return [`${place}.done`, `${withoutExtension(place)}.done`];
}

function withoutExtension(place: string): string {
  return join(dirname(place), basename(place, extname(place)));
}
