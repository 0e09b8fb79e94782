import { describe, expect, it } from '@jest/globals';
import type { ToThread } from './drawing-messages.js';
import { Drawing } from './drawing.js';

const PIECE = Buffer.alloc(64 * 1024, 1);

function drawing() {
  const told: ToThread[] = [];
  const one = new Drawing(7, message => told.push(message));
  return { one, told, kinds: () => told.map(({ kind }) => kind) };
}

const sizesOf = (told: readonly ToThread[]) =>
  told.map(message => (message.kind === 'bytes' ? message.bytes.length : message.kind));

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
    expect(sizesOf(told)).toEqual([65_536, 4464, 'finish']);
  });

  it('sends a large piece in parts, in order, so that the thread has often something to answer', async () => {
    const { one, told } = drawing();
    const large = Buffer.from(Array.from({ length: 150_000 }, (_, at) => at >> 8));
    await one.take(large);
    void one.finish(1);
    expect(sizesOf(told)).toEqual([65_536, 65_536, 18_928, 'finish']);
    const bytes = told.map(message => (message.kind === 'bytes' ? message.bytes : Buffer.alloc(0)));
    expect(Buffer.concat(bytes).equals(large)).toBe(true);
  });

  it('lets the file wait while a mebibyte waits for the thread', async () => {
    const { one } = drawing();
    for (let piece = 0; piece < 15; piece += 1) expect(await isSettled(one.take(PIECE))).toBe(true);
    const sixteenth = one.take(PIECE);
    expect(await isSettled(sixteenth)).toBe(false);
    one.hear({ drawing: 7, kind: 'taken', bytes: PIECE.length });
    expect(await isSettled(sixteenth)).toBe(true);
  });

  it('counts what waits by its bytes, however large the pieces are', async () => {
    const { one } = drawing();
    for (let piece = 0; piece < 15; piece += 1) expect(await isSettled(one.take(PIECE))).toBe(true);
    const large = one.take(Buffer.alloc(1024 * 1024));
    one.hear({ drawing: 7, kind: 'taken', bytes: PIECE.length });
    expect(await isSettled(large)).toBe(false);
    for (let piece = 1; piece < 15; piece += 1) one.hear({ drawing: 7, kind: 'taken', bytes: PIECE.length });
    expect(await isSettled(large)).toBe(false);
    one.hear({ drawing: 7, kind: 'taken', bytes: 1024 * 1024 });
    expect(await isSettled(large)).toBe(true);
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
