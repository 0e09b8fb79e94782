import type { AudioFacts } from './audio-facts.js';
import { codecUnknown, empty, headerLies, truncated } from './audio-refusals.js';
import { isMpegSync, mp3Frame, mp3Tag, MP3_HEADER_BYTES, type Mp3Frame } from './mp3-frame.js';
import { exactly, peek, skip, type Parser } from './parsed-stream.js';

/** A tag of pictures and names is passed over up to this; synchsafe sizes go to 256 MiB. */
const MAX_TAG_BYTES = 16 * 1024 * 1024;
const ID3_HEADER_BYTES = 10;
const ID3V1_BYTES = 128;
const APE_HEADER_BYTES = 32;
/** How far zeros are looked at together. */
const ZEROS_BYTES = 4096;

/**
 * Reads an MP3 file frame by frame: what lasts is what frames there are. Tags around them are passed over (ID3, APE), and the
 * frame that only tells of the file (Xing, LAME, VBRI) is not counted; if it tells of more than there is, the file is cut.
 * @throws DomainError `audio-codec-unknown`, `audio-header-lies`, `audio-empty`, `audio-truncated`
 */
export function* readMp3(): Parser<AudioFacts> {
  const count = new Frames();
  for (;;) {
    const head = yield* peek(MP3_HEADER_BYTES);
    if (head.length === 0) return count.facts();
    if (isMpegSync(head)) yield* count.frame(head);
    else if (!(yield* tag(head))) throw headerLies();
  }
}

class Frames {
  #first: Mp3Frame | null = null;
  #frames = 0;
  #told: number | null = null;

  *frame(head: Buffer): Parser<void> {
    const frame = mp3Frame(head);
    if (!frame) throw this.#first ? headerLies() : codecUnknown();
    if (this.#first && !alike(frame, this.#first)) throw headerLies();
    const bytes = yield* exactly(frame.sizeBytes);
    if (bytes.length < frame.sizeBytes) throw truncated();
    const told = this.#first ? null : mp3Tag(bytes, frame);
    if (told) this.#told = told.frames;
    else this.#frames += 1;
    this.#first ??= frame;
  }

  facts(): AudioFacts {
    if (!this.#first || this.#frames === 0) throw this.#told ? truncated() : empty();
    if (this.#told !== null && this.#frames < this.#told) throw truncated();
    const { channels, sampleRateHz, samples } = this.#first;
    const durationMs = Math.round((this.#frames * samples * 1000) / sampleRateHz);
    return { container: 'mp3', codec: 'mp3', channels, sampleRateHz, durationMs };
  }
}

function alike(one: Mp3Frame, other: Mp3Frame): boolean {
  return one.version === other.version && one.sampleRateHz === other.sampleRateHz && one.channels === other.channels;
}

/** Passes over what is no frame; false where it is no tag either. */
function* tag(head: Buffer): Parser<boolean> {
  const name = head.toString('latin1');
  if (name.startsWith('ID3')) return yield* id3();
  if (name.startsWith('TAG')) return yield* over(ID3V1_BYTES);
  if (name === 'APET') return yield* ape();
  return yield* zeros();
}

function* id3(): Parser<boolean> {
  const header = yield* exactly(ID3_HEADER_BYTES);
  if (header.length < ID3_HEADER_BYTES) throw truncated();
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (header.readUInt8(at) & 0x7f), 0);
  const hasFooter = (header.readUInt8(5) & 0x10) !== 0;
  return yield* over(size + (hasFooter ? ID3_HEADER_BYTES : 0));
}

/** A header, or a footer, whose size is that of the items, of which a footer has none after it. */
function* ape(): Parser<boolean> {
  const header = yield* exactly(APE_HEADER_BYTES);
  if (header.length < APE_HEADER_BYTES) throw truncated();
  const isHeader = (header.readUInt32LE(20) & 0x2000_0000) !== 0;
  return yield* over(isHeader ? Math.max(0, header.readUInt32LE(12) - APE_HEADER_BYTES) : 0);
}

function* over(bytes: number): Parser<boolean> {
  if (bytes > MAX_TAG_BYTES) throw headerLies();
  if ((yield* skip(bytes)) < bytes) throw truncated();
  return true;
}

/** Nothing but zeros, to the end or to the next frame. */
function* zeros(): Parser<boolean> {
  const bytes = yield* peek(ZEROS_BYTES);
  const other = bytes.findIndex(byte => byte !== 0);
  return (yield* skip(other === -1 ? bytes.length : other)) > 0;
}
