import { describe, expect, it } from '@jest/globals';
import { decodeImaAdpcmWav } from './ima-adpcm.js';
import { wavFile } from './wav.js';

// ffmpeg 7.1: `-f lavfi -i sine=f=440:r=8000:d=0.01 -c:a adpcm_ima_wav -block_size 32 -bitexact`, and what it decodes.
const SINE = Buffer.from(
  'UklGRnQAAABXQVZFZm10IBQAAAARAAEAQB8AAIA+AAAgAAQAAgA5AGZhY3QEAAAAUAAAAGRhdGFAAAAAAAAAAHd3d6esqwoxRTMikLy+uokwRTMTkdu8rIogRCT/CzgAEai8rasIQjQkEqivCIgACIiAAIgACIiAAAiIAA==',
  'base64',
);
const SINE_SAMPLES = [
  ...[
    0, 13, 43, 106, 242, 536, 1167, 2524, 1554, -33, -1099, -2457, -3338, -4139, -3994, -3597, -2755, -1551, -109, 1249,
  ],
  ...[
    2483, 3284, 4012, 4144, 3783, 2798, 1871, 307, -1186, -2156, -3390, -3870, -4015, -3883, -3041, -1837, -395, 963,
    2197, 3318,
  ],
  ...[
    3755, 4152, 3791, 3025, 1931, 620, -614, -2056, -3026, -3907, -4067, -3922, -3260, -2177, -866, 721, 1787, 3071,
    3653, 4182,
  ],
  ...[
    4022, 3294, 2102, 981, -622, -1688, -3046, -3927, -4087, -3942, -3280, -2197, -886, 348, 1790, 2760, 3641, 4121,
    3976, 3314,
  ],
];

describe('decodeImaAdpcmWav', () => {
  it('gives the samples that ffmpeg gives, as many as the fact chunk says', () => {
    expect([...decodeImaAdpcmWav(SINE)]).toEqual(SINE_SAMPLES);
  });

  it('refuses a WAV file of another format', () => {
    expect(() => decodeImaAdpcmWav(wavFile(Int16Array.of(1, 2, 3), 'alaw', 1, 8000))).toThrow('not a mono IMA ADPCM');
  });

  it('refuses bytes that are no WAV file', () => {
    expect(() => decodeImaAdpcmWav(Buffer.from('not audio at all'))).toThrow('not a mono IMA ADPCM');
  });
});
