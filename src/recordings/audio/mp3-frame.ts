/** What the header of one MPEG audio frame says (ISO/IEC 11172-3 §2.4.2.3, 13818-3; MPEG 2.5 by convention). */
export interface Mp3Frame {
  readonly version: 1 | 2 | 2.5;
  readonly channels: 1 | 2;
  readonly sampleRateHz: number;
  readonly samples: number;
  readonly sizeBytes: number;
}

export const MP3_HEADER_BYTES = 4;

/** Whether four bytes begin an MPEG audio frame of any layer. */
export function isMpegSync(header: Buffer): boolean {
  return header.length >= MP3_HEADER_BYTES && header.readUInt16BE(0) >= 0xffe0;
}

/** Null for what is no layer III frame of a stated bit rate. */
export function mp3Frame(header: Buffer): Mp3Frame | null {
  if (!isMpegSync(header)) return null;
  const bits = header.readUInt32BE(0);
  const version = VERSIONS[(bits >> 19) & 3];
  const isLayer3 = ((bits >> 17) & 3) === 1;
  const rate = SAMPLE_RATES_HZ[(bits >> 10) & 3];
  const kbits = (version === 1 ? KBITS_MPEG1 : KBITS_MPEG2)[(bits >> 12) & 15];
  if (!version || !isLayer3 || !rate || !kbits) return null;
  const sampleRateHz = version === 1 ? rate : version === 2 ? rate / 2 : rate / 4;
  const samples = version === 1 ? 1152 : 576;
  const sizeBytes = Math.floor(((samples / 8) * kbits * 1000) / sampleRateHz) + ((bits >> 9) & 1);
  return { version, channels: ((bits >> 6) & 3) === 3 ? 1 : 2, sampleRateHz, samples, sizeBytes };
}

const VERSIONS = [2.5, undefined, 2, 1] as const;
const SAMPLE_RATES_HZ = [44_100, 48_000, 32_000, undefined];
const KBITS_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0];
const KBITS_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0];

/** A frame without sound in which an encoder tells of the whole file. */
export interface Mp3Tag {
  /** How many frames follow; null where it does not say. */
  readonly frames: number | null;
}

/** The tag of Xing, LAME or Fraunhofer that lies in `frame` instead of sound; null where it is sound. */
export function mp3Tag(frame: Buffer, { version, channels }: Mp3Frame): Mp3Tag | null {
  const sideBytes = version === 1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  const at = MP3_HEADER_BYTES + sideBytes;
  const name = frame.toString('latin1', at, at + 4);
  if ((name === 'Xing' || name === 'Info') && frame.length >= at + 12)
    return { frames: (frame.readUInt32BE(at + 4) & 1) === 1 ? frame.readUInt32BE(at + 8) : null };
  if (frame.toString('latin1', VBRI_AT, VBRI_AT + 4) === 'VBRI' && frame.length >= VBRI_AT + 18)
    return { frames: frame.readUInt32BE(VBRI_AT + 14) };
  return null;
}

const VBRI_AT = MP3_HEADER_BYTES + 32;
