import { describe, expect, it } from '@jest/globals';
import { recordingIdsIn, strangeLinesIn } from './recording-ids.js';

const [ONE, OTHER] = ['019ae000-0000-7000-8000-000000000001', '019ae000-0000-7000-8000-000000000002'];

describe('named recordings', () => {
  it('are read from links and ids, each once', () => {
    const text = `https://tallenne.example/recordings/${ONE}\n${OTHER.toUpperCase()}\n\n ${ONE} `;
    expect(recordingIdsIn(text)).toEqual([ONE, OTHER]);
    expect(strangeLinesIn(text)).toEqual([]);
  });

  it('leave what names none to be said', () => {
    expect(strangeLinesIn(`${ONE}\npuhelu maanantaina`)).toEqual(['puhelu maanantaina']);
    expect(recordingIdsIn('00000000-0000-4000-8000-000000000000')).toEqual([]);
  });
});
