/** A file of a package by a name that says nothing about anybody: what is in a ZIP is listed without its code. */
export type PackageFileName =
  | `puhelu-${number}.${'wav' | 'mp3' | 'ogg' | 'gsm'}`
  | `liite-${number}.${'pdf' | 'bin'}`
  | 'asia.json'
  | 'asia.pdf'
  | 'tiedot.json'
  | 'tiedot.schema.json'
  | 'kirje.pdf'
  | 'tiivisteet.sha256';

const NEUTRAL =
  /^(?:puhelu-[1-9]\d{0,5}\.(?:wav|mp3|ogg|gsm)|liite-[1-9]\d{0,5}\.(?:pdf|bin)|asia\.(?:json|pdf)|tiedot(?:\.schema)?\.json|kirje\.pdf|tiivisteet\.sha256)$/;

/** A file that is to be packed; its bytes are asked for once, when it is its turn. */
export interface PackageEntry {
  readonly name: PackageFileName;
  readonly modifiedAt: Date;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Whether `name` is one of {@link PackageFileName}. */
export function isNeutral(name: string): name is PackageFileName {
  return NEUTRAL.test(name);
}
