/** A WAV file: 8 kHz, PCM of 8 bits unless told (which is served as it came), `seconds` of a pattern that differs by `seed`. */
export function wav({ seconds = 1, channels = 2, seed = 1, tag = 1, bits = 8, rateHz = 8000 } = {}): Buffer {
  const frameBytes = (channels * bits) / 8;
  const data = pattern(Math.round(seconds * rateHz) * frameBytes, seed);
  const fmt = Buffer.alloc(18);
  fmt.writeUInt16LE(tag, 0);
  fmt.writeUInt16LE(channels, 2);
  fmt.writeUInt32LE(rateHz, 4);
  fmt.writeUInt32LE(rateHz * frameBytes, 8);
  fmt.writeUInt16LE(frameBytes, 12);
  fmt.writeUInt16LE(bits, 14);
  return riff([chunk('fmt ', fmt), chunk('data', data)]);
}

export function riff(chunks: readonly Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from('WAVE'), ...chunks]);
  return chunk('RIFF', body);
}

export function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

/** Bytes that repeat nowhere soon and can be told apart from those of another seed. */
function pattern(bytes: number, seed: number): Buffer {
  const data = Buffer.alloc(bytes);
  let state = seed * 2_654_435_761;
  for (let at = 0; at < bytes; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    data[at] = state >>> 24;
  }
  return data;
}
