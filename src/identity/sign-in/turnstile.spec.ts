import { describe, expect, it } from '@jest/globals';
import { Turnstile } from './turnstile.js';

describe('turnstile', () => {
  it('lets no more in than it has places, and everybody through in order', async () => {
    const turnstile = new Turnstile({ places: 2, longestQueue: 10 });
    const order: number[] = [];
    let inside = 0;
    let most = 0;
    const visits = Array.from({ length: 8 }, (_, n) =>
      turnstile.pass(async () => {
        most = Math.max(most, (inside += 1));
        order.push(n);
        await new Promise(resolve => setImmediate(resolve));
        inside -= 1;
      }),
    );
    await Promise.all(visits);
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('turns away who would make the queue too long', async () => {
    const turnstile = new Turnstile({ places: 1, longestQueue: 1 });
    const gate = Promise.withResolvers<string>();
    const first = turnstile.pass(() => gate.promise);
    const second = turnstile.pass(() => Promise.resolve('second'));
    await expect(turnstile.pass(() => Promise.resolve())).rejects.toMatchObject({ code: 'sign-in-busy' });
    gate.resolve('first');
    await expect(first).resolves.toBe('first');
    await expect(second).resolves.toBe('second');
  });

  it('gives the place free when the work fails', async () => {
    const turnstile = new Turnstile({ places: 1, longestQueue: 0 });
    await expect(turnstile.pass(() => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    await expect(turnstile.pass(() => Promise.resolve('next'))).resolves.toBe('next');
  });
});
