import { describe, expect, it } from '@jest/globals';
import { PlayedTime } from './played-time.js';

function playThrough(played: PlayedTime, fromMs: number, toMs: number): void {
  for (let ms = fromMs; ms <= toMs; ms += 250) played.reach(ms);
}

describe('the played time', () => {
  it('is what was played through', () => {
    const played = new PlayedTime();
    playThrough(played, 0, 5_000);
    expect(played.totalMs).toBe(5_000);
  });

  it('does not count what was jumped over, forwards or backwards', () => {
    const played = new PlayedTime();
    playThrough(played, 0, 1_000);
    played.jump(60_000);
    playThrough(played, 60_000, 61_000);
    played.jump(0);
    playThrough(played, 0, 1_000);
    expect(played.totalMs).toBe(3_000);
  });

  it('does not count a move that the player made by itself', () => {
    const played = new PlayedTime();
    played.reach(30_000);
    expect(played.totalMs).toBe(0);
  });
});
