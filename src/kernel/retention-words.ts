import { LOCALES, type Language } from './languages.js';
import { endsBy, type RetentionRule } from './retention-rule.js';

/** One of them, and many. */
type LengthIn = readonly [one: string, many: string];

interface LengthWords {
  /** As the object of a sentence: what is kept is kept so long. A count of one is told, any other is written as the language writes numbers. */
  readonly days: LengthIn;
  readonly months: LengthIn;
  readonly years: LengthIn;
  readonly earlierOf: (days: string, months: string) => string;
}

const WORDS: Readonly<Record<Language, LengthWords>> = {
  fi: {
    days: ['yhden vuorokauden', 'vuorokautta'],
    months: ['yhden kuukauden', 'kuukautta'],
    years: ['yhden vuoden', 'vuotta'],
    earlierOf: (days, months) => `${days} tai ${months} sen mukaan, kumpi aika päättyy ensin`,
  },
  sv: {
    days: ['ett dygn', 'dygn'],
    months: ['en månad', 'månader'],
    years: ['ett år', 'år'],
    earlierOf: (days, months) => `${days} eller ${months}, beroende på vilken tid som löper ut först`,
  },
  en: {
    days: ['one day', 'days'],
    months: ['one month', 'months'],
    years: ['one year', 'years'],
    earlierOf: (days, months) => `${days} or ${months}, whichever ends first`,
  },
};

/** So many days, as notice and letters say it. */
export function daysInWords(count: number, language: Language): string {
  return lengthInWords(count, 'days', language);
}

/** So many months; whole years are told as years. */
export function monthsInWords(count: number, language: Language): string {
  return count > 0 && count % 12 === 0
    ? lengthInWords(count / 12, 'years', language)
    : lengthInWords(count, 'months', language);
}

/** How long a rule keeps, in the terms of the rule itself: days stay days, and a term that never ends it is not told. */
export function retentionInWords(rule: RetentionRule, language: Language): string {
  const [days, ends] = [daysInWords(rule.days, language), endsBy(rule)];
  if (rule.kind === 'days' || ends === 'days') return days;
  const months = lengthInWords(rule.months, 'months', language);
  return ends === 'months' ? months : WORDS[language].earlierOf(days, months);
}

function lengthInWords(count: number, unit: 'days' | 'months' | 'years', language: Language): string {
  const [one, many] = WORDS[language][unit];
  return count === 1 ? one : `${new Intl.NumberFormat(LOCALES[language]).format(count)} ${many}`;
}
