/**
 * ITU-T G.711 companding of 16-bit linear samples, one byte a sample, with the decision values of the recommendation's
 * tables (as in the software tool library of ITU-T G.191).
 */
export type CompandingLaw = 'alaw' | 'ulaw';

const DECODED = {
  alaw: Int16Array.from({ length: 256 }, (_, code) => aLawToLinear(code)),
  ulaw: Int16Array.from({ length: 256 }, (_, code) => uLawToLinear(code)),
};
/** By the sample's two's complement bits. */
const ENCODED = {
  alaw: Uint8Array.from({ length: 65536 }, (_, bits) => linearToALaw((bits << 16) >> 16)),
  ulaw: Uint8Array.from({ length: 65536 }, (_, bits) => linearToULaw((bits << 16) >> 16)),
};

/** The companded bytes of linear samples. */
export function encodeG711(pcm: Int16Array, law: CompandingLaw): Buffer {
  const codes = ENCODED[law];
  const bytes = Buffer.allocUnsafe(pcm.length);
  for (let index = 0; index < pcm.length; index++) bytes[index] = codes[(pcm[index] ?? 0) & 0xffff] ?? 0;
  return bytes;
}

/** The linear samples of companded bytes. */
export function decodeG711(bytes: Uint8Array, law: CompandingLaw): Int16Array {
  const samples = DECODED[law];
  const pcm = new Int16Array(bytes.length);
  for (let index = 0; index < bytes.length; index++) pcm[index] = samples[bytes[index] ?? 0] ?? 0;
  return pcm;
}

function linearToALaw(sample: number): number {
  const magnitude = (sample < 0 ? ~sample : sample) >> 4;
  const exponent = Math.max(0, 28 - Math.clz32(magnitude));
  const mantissa = exponent === 0 ? magnitude : (magnitude >> (exponent - 1)) - 16;
  const sign = sample < 0 ? 0 : 0x80;
  return (sign | (exponent << 4) | mantissa) ^ 0x55;
}

function aLawToLinear(code: number): number {
  const bits = code ^ 0x55;
  const exponent = (bits >> 4) & 7;
  const mantissa = (bits & 15) + (exponent === 0 ? 0 : 16);
  const magnitude = ((mantissa << 4) + 8) << Math.max(0, exponent - 1);
  return bits & 0x80 ? magnitude : -magnitude;
}

function linearToULaw(sample: number): number {
  const magnitude = Math.min(((sample < 0 ? ~sample : sample) >> 2) + 33, 0x1fff);
  const segment = 27 - Math.clz32(magnitude);
  const sign = sample < 0 ? 0x80 : 0;
  return ~(sign | ((segment - 1) << 4) | ((magnitude >> segment) & 15)) & 0xff;
}

function uLawToLinear(code: number): number {
  const bits = ~code;
  const exponent = (bits >> 4) & 7;
  const magnitude = ((((bits & 15) << 3) + 0x84) << exponent) - 0x84;
  return bits & 0x80 ? -magnitude : magnitude;
}
