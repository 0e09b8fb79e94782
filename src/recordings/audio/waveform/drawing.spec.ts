import { describe, expect, it } from '@jest/globals';
import type { ToThread } from './drawing-messages.js';
import { Drawing } from './drawing.js';

const PIECE = Buffer.alloc(64 * 1024, 1);

function drawing() {
  const told: ToThread[] = [];
  const one = new Drawing(7, message => told.push(message));
  return { one, told, kinds: () => told.map(({ kind }) => kind) };
}

/** Whether a promise has resolved once everything that was due has run. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise(setImmediate);
  return settled;
}

describe('Drawing', () => {
  it('gathers small pieces before it sends them, and sends the rest at the end', async () => {
    const { one, told } = drawing();
    for (let piece = 0; piece < 70; piece += 1) await one.take(Buffer.alloc(1000, piece));
    void one.finish(2);
    expect(told.map(message => (message.kind === 'bytes' ? message.bytes.length : message.kind))).toEqual([
      ...[66_000, 4000],
      'finish',
    ]);
  });

  it('lets the file wait while sixteen pieces wait for the thread', async () => {
    const { one } = drawing();
    for (let piece = 0; piece < 15; piece += 1) expect(await isSettled(one.take(PIECE))).toBe(true);
    const sixteenth = one.take(PIECE);
    expect(await isSettled(sixteenth)).toBe(false);
    one.hear({ drawing: 7, kind: 'taken' });
    expect(await isSettled(sixteenth)).toBe(true);
  });

  it('lets the file go on, and has no waveform, when the thread is no more', async () => {
    const { one, told } = drawing();
    for (let piece = 0; piece < 15; piece += 1) await one.take(PIECE);
    const waiting = one.take(PIECE);
    one.end(null);
    expect(await isSettled(waiting)).toBe(true);
    const before = told.length;
    await one.take(PIECE);
    expect(await one.finish(1)).toBeNull();
    expect(told).toHaveLength(before);
  });

  it('tells the thread once that nobody wants it, and never after it was asked for', () => {
    const { one, kinds } = drawing();
    one.drop();
    one.drop();
    expect(kinds()).toEqual(['drop']);
    const asked = drawing();
    void asked.one.finish(1);
    asked.one.drop();
    expect(asked.kinds()).toEqual(['finish']);
  });
});
