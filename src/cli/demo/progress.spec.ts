import { describe, expect, it } from '@jest/globals';
import { Progress } from './progress.js';

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

describe('progress', () => {
  it('is a line at each tenth where nobody watches, with the note of its beginning', () => {
    const plain = screen(false);
    const progress = new Progress(plain, 'Living');
    for (const [fraction, note] of [
      [0, 'a'],
      [0.05, 'b'],
      [0.1, 'c'],
      [0.19, 'd'],
      [0.55, 'e'],
      [1, 'f'],
    ] as const) {
      progress.show(fraction, note);
    }
    progress.end();
    expect(plain.written).toEqual(['Living 0 % a\n', 'Living 10 % c\n', 'Living 50 % e\n', 'Living 100 % f\n']);
  });

  it('is a bar that is written over on a terminal', () => {
    const terminal = screen(true);
    const progress = new Progress(terminal, 'Living');
    progress.show(0.5, '2026-10-01');
    progress.show(0.5, '2026-10-01');
    expect(terminal.written).toEqual([`\r\u001B[2KLiving [${'#'.repeat(15)}${'.'.repeat(15)}] 50 % 2026-10-01`]);
  });

  it('gives way to a line and leaves nothing behind', () => {
    const terminal = screen(true);
    const progress = new Progress(terminal, 'Living');
    progress.show(1, 'x');
    progress.say('PostgreSQL is still recovering.');
    progress.end();
    expect(terminal.written.slice(1)).toEqual(['\r\u001B[2K', 'PostgreSQL is still recovering.\n']);
  });
});
