import { ProbeAudio } from '../audio/probe-audio.js';
import type { SampleForm } from '../audio/sample-sink.js';
import type { CopyForm } from './copy-form.js';

/** The samples of a WAV file as the probe finds them; none where the file is in another form than `expected`. @throws what the probe throws */
export async function* probedSamples(file: AsyncIterable<Buffer>, expected: CopyForm): AsyncGenerator<Buffer> {
  const found: Buffer[] = [];
  const probe = new ProbeAudio((bytes, form) => {
    if (isAlike(form, expected)) found.push(bytes);
  });
  for await (const piece of file) {
    probe.take(piece);
    yield* found.splice(0);
  }
  probe.finish();
}

function isAlike(form: SampleForm, { codec, channels, sampleRateHz }: CopyForm): boolean {
  return form.codec === codec && form.channels === channels && form.sampleRateHz === sampleRateHz;
}
