import { describe, expect, it } from '@jest/globals';
import { besideAudio, besideDocument, kindOf, markersOf } from './file-kinds.js';

describe('a file of a watched folder', () => {
  it.each([
    ['2026/11/24/a.wav', 'audio'],
    ['a.json', 'document'],
    ['a.done', 'marker'],
    ['.a.wav.Xy12', 'ignored'],
    ['a.wav.filepart', 'ignored'],
    ['a.wav~', 'ignored'],
    ['what-is-it', 'audio'],
    ['Master.csv', 'audio'],
  ])('%s is %s by its name where the source has sidecars', (place, kind) => {
    expect(kindOf(place, 'sidecar')).toBe(kind);
  });

  it('has its document beside it, under either name', () => {
    expect(besideAudio('d/a.wav', 'sidecar')).toEqual(['d/a.json', 'd/a.wav.json']);
    expect(besideDocument('d/a.json')).toContain('d/a.wav');
    expect(besideDocument('d/a.wav.json')).toContain('d/a.wav');
  });

  it('has its mark beside it, under either name', () => {
    expect(markersOf('d/a.wav')).toEqual(['d/a.wav.done', 'd/a.done']);
  });
});
