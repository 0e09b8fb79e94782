/** How strong a tone is in 16-bit samples, in dB below full scale (Goertzel's algorithm); -200 for nothing at all. */
export function levelDbfs(samples: Int16Array, toneHz: number, sampleRateHz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * toneHz) / sampleRateHz);
  let [last, before] = [0, 0];
  for (const sample of samples) [last, before] = [sample / 32_768 + turn * last - before, last];
  const power = last ** 2 + before ** 2 - turn * last * before;
  const amplitude = (2 * Math.sqrt(Math.max(0, power))) / samples.length;
  return 20 * Math.log10(Math.max(amplitude, 1e-10));
}
