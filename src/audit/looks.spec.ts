import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { DomainError } from '../kernel/errors.js';
import { Looks } from './looks.js';

describe('the looks of a job', () => {
  const logged: unknown[][] = [];
  const act = jest.fn<() => Promise<unknown>>();
  let looks: Looks;

  beforeEach(() => {
    logged.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((...said: unknown[]) => void logged.push(said));
    act.mockReset().mockResolvedValue(undefined);
    looks = new Looks('TheJob', 'look after things', act);
  });

  const lines = (): unknown[] => logged.map(([line]) => line);

  it('are one at a time: who asks meanwhile waits for the one under way', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    act.mockReturnValueOnce(promise);
    const both = Promise.all([looks.look(), looks.look()]);
    expect(act).toHaveBeenCalledTimes(1);
    resolve(undefined);
    await both;
    await looks.look();
    expect(act).toHaveBeenCalledTimes(2);
  });

  it('say nothing while all is well', async () => {
    await looks.look();
    expect(lines()).toEqual([]);
  });

  it.each([
    ['its code', new DomainError('unavailable', 'siem-away', 'Salaista.'), 'siem-away'],
    ['the code of the system', Object.assign(new Error('/salainen/polku'), { code: 'ENOSPC' }), 'ENOSPC'],
    ['its name', new TypeError('salaista'), 'TypeError'],
    ['nothing of what is no error', 'salaista', 'unknown'],
  ])('never reject, and say of a failure %s alone', async (_what, error, reason) => {
    act.mockRejectedValueOnce(error);
    await expect(looks.look()).resolves.toBeUndefined();
    expect(lines()).toEqual([`couldn't look after things (${reason}); it is tried again and again`]);
  });

  it('say it once while they fail for the same reason, and again after they did not', async () => {
    const away = new DomainError('unavailable', 'siem-away', '');
    for (let look = 0; look < 3; look += 1) {
      act.mockRejectedValueOnce(away);
      await looks.look();
    }
    expect(lines()).toHaveLength(1);
    act.mockRejectedValueOnce(new RangeError(''));
    await looks.look();
    expect(lines()).toHaveLength(2);
    await looks.look();
    act.mockRejectedValueOnce(new RangeError(''));
    await looks.look();
    expect(lines()).toHaveLength(3);
  });

  it('leave one behind that hangs, and begin anew', async () => {
    const hanging = Promise.withResolvers<undefined>();
    act.mockReturnValueOnce(hanging.promise);
    const impatient = new Looks('TheJob', 'look after things', act, 20);
    await impatient.look();
    expect(lines()).toEqual(["couldn't look after things (GivenUp); it is tried again and again"]);
    hanging.reject(new Error('late')); // nobody waits for it any more
    await new Promise(resolve => setImmediate(resolve));
    await impatient.look();
    expect(act).toHaveBeenCalledTimes(2);
  });

  it('give one that goes on its time anew, and tell it when nobody waits for it any more', async () => {
    const told: boolean[] = [];
    const patient = new Looks(
      'TheJob',
      'look after things',
      async goesOn => {
        for (let step = 0; step < 5; step += 1) {
          await new Promise(resolve => setTimeout(resolve, 40));
          told.push(goesOn());
        }
        await new Promise(resolve => setTimeout(resolve, 400));
        told.push(goesOn());
      },
      150,
    );
    await patient.look();
    expect(told).toEqual([true, true, true, true, true]);
    expect(lines()).toEqual(["couldn't look after things (GivenUp); it is tried again and again"]);
    while (told.length < 6) await new Promise(resolve => setTimeout(resolve, 20));
    expect(told.at(-1)).toBe(false);
  });

  it('tell one that goes on that the server ends', async () => {
    const told: boolean[] = [];
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const ending = new Looks('TheJob', 'look after things', async goesOn => {
      told.push(goesOn());
      await promise;
      told.push(goesOn());
    });
    void ending.look();
    const ended = ending.end();
    resolve(undefined);
    await ended;
    expect(told).toEqual([true, false]);
  });

  it('wait for one that takes a while', async () => {
    act.mockReturnValueOnce(new Promise(resolve => setTimeout(resolve, 30)));
    await looks.look();
    expect(lines()).toEqual([]);
  });

  it('are over when the last one is: no other begins', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    act.mockReturnValueOnce(promise);
    void looks.look();
    const ended = jest.fn();
    const ending = looks.end().then(ended);
    await new Promise(next => setImmediate(next));
    expect(ended).not.toHaveBeenCalled();
    resolve(undefined);
    await ending;
    await looks.look();
    expect(act).toHaveBeenCalledTimes(1);
  });

  it('end at once where none is under way', async () => {
    await expect(looks.end()).resolves.toBeUndefined();
  });
});
