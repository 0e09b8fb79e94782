import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../kernel/errors.js';
import { isLogUnavailable, isOfOneRow, logUnavailable } from './log-unavailable.js';

describe('a log that cannot be written', () => {
  it('is said with a code, and with its cause where there is one', () => {
    const cause = new Error('lost');
    expect(logUnavailable(cause)).toMatchObject({ kind: 'unavailable', code: 'log-unavailable', cause });
    expect(logUnavailable()).not.toHaveProperty('cause');
    expect(logUnavailable().message).toBe(
      'The access log cannot be written at the moment, so nothing is shown or played; try again soon.',
    );
  });

  it('is told from every other error', () => {
    expect(isLogUnavailable(logUnavailable())).toBe(true);
    expect(isLogUnavailable(new DomainError('unavailable', 'log-closed', ''))).toBe(false);
    expect(isLogUnavailable({ code: 'log-unavailable' })).toBe(false);
  });
});

describe('an error of the database', () => {
  it.each(['22003', '23505', 'P0001', '40P01'])('%s lies in a row', code => {
    expect(isOfOneRow({ code })).toBe(true);
  });

  it.each([
    ['of the server', { code: '57P01' }],
    ['of the connection', { code: 'ECONNRESET' }],
    ['that only begins like one of a row', { code: '22 tomorrow' }],
    ['whose class stands at its end', { code: '57022' }],
    ['whose code is a number', { code: 22_003 }],
    ['without a code', {}],
    ['that is a text', '22003'],
    ['that is nothing', null],
    ['that is not there', undefined],
  ])('%s does not', (_what, error) => {
    expect(isOfOneRow(error)).toBe(false);
  });
});
