import { describe, expect, it } from '@jest/globals';
import { DomainError } from './errors.js';
import { failureNames } from './failure-names.js';

describe('the names of what failed', () => {
  it.each([
    ['the code of a refusal', new DomainError('gone', 'past-due', 'Said of somebody.'), 'past-due'],
    ['what the system calls it', Object.assign(new Error('/of/somebody'), { code: 'EACCES' }), 'EACCES'],
    ['the name of any other error', new TypeError('of somebody'), 'TypeError'],
    ['nothing of what is no error', 'of somebody', 'unknown'],
    [
      'each once of what failed together',
      new AggregateError([new TypeError('one'), new TypeError('two'), new DomainError('gone', 'erased', 'three')]),
      'TypeError, erased',
    ],
    [
      'those within what failed together within another',
      new AggregateError([new AggregateError([new TypeError('one')]), new RangeError('two')]),
      'TypeError, RangeError',
    ],
    ['its own name where it says of nothing what failed', new AggregateError([]), 'AggregateError'],
  ])('are %s', (_, error, names) => {
    expect(failureNames(error)).toBe(names);
  });
});
