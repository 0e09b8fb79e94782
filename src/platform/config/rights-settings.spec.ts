import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.js';

describe('the settings of requests of data subjects', () => {
  it('keep a case for two years after it was closed, and try the mailbox four times a year', () => {
    expect(readConfig({}).rights).toMatchObject({ caseKeptMonths: 24, mailboxTestDays: 90 });
    const named = { TALLENNE_CASE_KEPT_MONTHS: '36', TALLENNE_MAILBOX_TEST_DAYS: '30' };
    expect(readConfig(named).rights).toMatchObject({ caseKeptMonths: 36, mailboxTestDays: 30 });
  });

  it('keep what a case holds for thirty days after it was closed', () => {
    expect(readConfig({}).rights.caseHoldDays).toBe(30);
    expect(readConfig({ TALLENNE_CASE_HOLD_DAYS: '0' }).rights.caseHoldDays).toBe(0);
  });

  it('name no legal basis of a purpose until somebody has settled it', () => {
    expect(readConfig({}).rights.legalBases).toBe('');
    expect(readConfig({ TALLENNE_LEGAL_BASES: 'complaint = consent' }).rights.legalBases).toBe('complaint = consent');
  });

  it.each([
    ['TALLENNE_CASE_KEPT_MONTHS', '0'],
    ['TALLENNE_CASE_KEPT_MONTHS', '121'],
    ['TALLENNE_CASE_HOLD_DAYS', '-1'],
    ['TALLENNE_CASE_HOLD_DAYS', '61'],
    ['TALLENNE_MAILBOX_TEST_DAYS', '0'],
    ['TALLENNE_LEGAL_BASES', 'complaint'],
    ['TALLENNE_LEGAL_BASES', 'complaint=consent,'],
    ['TALLENNE_MAILBOX_TEST_DAYS', '367'],
  ])('have bounds: %s is never %s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: `));
  });
});
