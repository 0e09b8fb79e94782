import { describe, expect, it } from '@jest/globals';
import { LISTENING, RECIPE, seedOf } from './draw-sample.js';

describe('the sample of a review round', () => {
  /** Made outside of this program, by `printf '<note><id>' | sha256sum`. */
  it('is drawn by a seed that anybody can make again of the checkpoint and the round’s id', () => {
    expect(seedOf('tallenne.example.org/log\n7\nÄäni\n', '00000000-0000-7000-8000-000000000001')).toBe(
      '1a0dddc261bbf5b16129a94e8819d801cc19d5911a16cfe8c007a3fa57fe053f',
    );
  });

  it('has another seed for another checkpoint, and for another round', () => {
    expect(seedOf('note', 'a')).not.toBe(seedOf('note', 'b'));
    expect(seedOf('note', 'a')).not.toBe(seedOf('other', 'a'));
  });

  it('is told how to draw, so that people can check it', () => {
    expect(RECIPE).toEqual({
      seed: 'hexadecimal SHA-256 of the checkpoint’s note (UTF-8) followed by the round’s id (ASCII)',
      drawn:
        'of the first treeSize leaves of the log those with one of the actions, whatever the outcome, recorded in the period ' +
        '(days of Europe/Helsinki); ordered by SHA-256 of the seed (as hexadecimal) followed by the event’s id (ASCII); the first sampleSize',
      actions: [
        'recordings.searched',
        'recording.opened',
        'field.revealed',
        'playback.granted',
        'playback.refused',
        'audit.exported',
        'route.refused',
      ],
    });
    expect(RECIPE.actions).toEqual(LISTENING);
  });
});
