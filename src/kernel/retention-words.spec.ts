import { describe, expect, it } from '@jest/globals';
import { LANGUAGES } from './languages.js';
import { EARLIER_OF_61_DAYS_AND_2_MONTHS, SIXTY_ONE_DAYS } from './retention-rule.js';
import { daysInWords, monthsInWords, retentionInWords } from './retention-words.js';

const inEach = (rule: Parameters<typeof retentionInWords>[0]) =>
  LANGUAGES.map(language => retentionInWords(rule, language));

describe('a retention rule in words', () => {
  it('says days as days', () => {
    expect(inEach(SIXTY_ONE_DAYS)).toEqual(['61 vuorokautta', '61 dygn', '61 days']);
  });

  it('says both of what the notice promises while the earlier counts', () => {
    expect(inEach(EARLIER_OF_61_DAYS_AND_2_MONTHS)).toEqual([
      '61 vuorokautta tai 2 kuukautta sen mukaan, kumpi aika päättyy ensin',
      '61 dygn eller 2 månader, beroende på vilken tid som löper ut först',
      '61 days or 2 months, whichever ends first',
    ]);
  });

  it('says the months alone where so many days never end before them, and the days alone where they always do', () => {
    expect(inEach({ kind: 'earlier-of', days: 62, months: 2 })).toEqual(['2 kuukautta', '2 månader', '2 months']);
    expect(inEach({ kind: 'earlier-of', days: 56, months: 2 })).toEqual(['56 vuorokautta', '56 dygn', '56 days']);
  });

  it('declines one of each', () => {
    expect(inEach({ kind: 'days', days: 1 })).toEqual(['yhden vuorokauden', 'ett dygn', 'one day']);
    expect(LANGUAGES.map(language => monthsInWords(1, language))).toEqual(['yhden kuukauden', 'en månad', 'one month']);
  });

  it('keeps the months of the rule as months, however many', () => {
    expect(retentionInWords({ kind: 'earlier-of', days: 365, months: 12 }, 'fi')).toContain('12 kuukautta');
  });
});

describe('another length in words', () => {
  it('is written with the numbers of its language', () => {
    expect(LANGUAGES.map(language => daysInWords(1095, language))).toEqual([
      '1\u00a0095 vuorokautta',
      '1\u00a0095 dygn',
      '1,095 days',
    ]);
  });

  it('tells whole years as years', () => {
    expect(LANGUAGES.map(language => monthsInWords(60, language))).toEqual(['5 vuotta', '5 år', '5 years']);
    expect(LANGUAGES.map(language => monthsInWords(12, language))).toEqual(['yhden vuoden', 'ett år', 'one year']);
    expect(LANGUAGES.map(language => monthsInWords(18, language))).toEqual(['18 kuukautta', '18 månader', '18 months']);
    expect(monthsInWords(0, 'en')).toBe('0 months');
  });
});
