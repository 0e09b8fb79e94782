import { describe, expect, it } from '@jest/globals';
import { NOBODY } from '../../kernel/ids.js';
import { commandLineMayConfirm } from './the-command-line.js';

const SOMEBODY = '00000000-0000-7000-8000-000000000001';

describe('the command line as the second person', () => {
  it('confirms what an administrator began', () => {
    expect(commandLineMayConfirm(SOMEBODY, { administrators: true })).toBe(true);
  });

  it('does not confirm what it began itself while an administrator can', () => {
    expect(commandLineMayConfirm(NOBODY, { administrators: true })).toBe(false);
  });

  it('confirms what it began itself where the operator says that no administrator can come in', () => {
    expect(commandLineMayConfirm(NOBODY, { administrators: true, alone: true })).toBe(true);
  });

  it('is the last way in where no administrator is left', () => {
    expect(commandLineMayConfirm(NOBODY, { administrators: false })).toBe(true);
  });
});
