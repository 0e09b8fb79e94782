/** The step sizes of the IMA ADPCM reference algorithm (IMA Digital Audio Focus, 1992). */
const STEPS = Int16Array.of(
  ...[7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107],
  ...[118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876],
  ...[963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358],
  ...[5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086],
  ...[29794, 32767],
);
const INDEX_MOVES = [-1, -1, -1, -1, 2, 4, 6, 8];
const FORMAT_IMA_ADPCM = 0x11;
const BLOCK_HEADER_BYTES = 4;

/**
 * The samples of a mono IMA ADPCM WAV file (format tag 0x11), as many as its fact chunk says.
 * Throws when the file is anything else.
 */
export function decodeImaAdpcmWav(file: Buffer): Int16Array {
  const chunks = riffChunks(file);
  const format = chunks.get('fmt ');
  const data = chunks.get('data');
  const fact = chunks.get('fact');
  if (!format || !data || !fact || format.readUInt16LE(0) !== FORMAT_IMA_ADPCM || format.readUInt16LE(2) !== 1)
    throw new Error('not a mono IMA ADPCM WAV file');
  const pcm = new Int16Array(fact.readUInt32LE(0));
  const blockBytes = format.readUInt16LE(12);
  const blockSamples = format.readUInt16LE(18);
  for (let block = 0; block * blockSamples < pcm.length; block++) {
    const bytes = data.subarray(block * blockBytes, (block + 1) * blockBytes);
    decodeBlock(bytes, pcm.subarray(block * blockSamples, (block + 1) * blockSamples));
  }
  return pcm;
}

function riffChunks(file: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (let at = 12; at + 8 <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    chunks.set(file.toString('latin1', at, at + 4), file.subarray(at + 8, at + 8 + size));
    at += 8 + size + (size % 2);
  }
  return chunks;
}

/** A block starts with its first sample and step index; then two samples a byte, the low four bits first. */
function decodeBlock(bytes: Buffer, into: Int16Array): void {
  let sample = bytes.readInt16LE(0);
  let stepIndex = bytes.readUInt8(2);
  into[0] = sample;
  for (let index = 1; index < into.length; index++) {
    const byte = bytes.readUInt8(BLOCK_HEADER_BYTES + ((index - 1) >> 1));
    const code = index % 2 === 1 ? byte & 15 : byte >> 4;
    sample = clamp(sample + difference(code, STEPS[stepIndex] ?? 0), -32768, 32767);
    stepIndex = clamp(stepIndex + (INDEX_MOVES[code & 7] ?? 0), 0, STEPS.length - 1);
    into[index] = sample;
  }
}

/** As ffmpeg, which wrote the files, computes it: multiplied first, shifted once. */
function difference(code: number, step: number): number {
  const magnitude = ((2 * (code & 7) + 1) * step) >> 3;
  return code & 8 ? -magnitude : magnitude;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
