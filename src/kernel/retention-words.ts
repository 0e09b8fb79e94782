import type { Language } from './languages.js';
import { endsBy, type RetentionRule } from './retention-rule.js';

interface LengthWords {
  /** As the object of a sentence: what is kept is kept so long. */
  readonly days: (count: number) => string;
  readonly months: (count: number) => string;
  readonly earlierOf: (days: string, months: string) => string;
}

const WORDS: Readonly<Record<Language, LengthWords>> = {
  fi: {
    days: count => (count === 1 ? 'yhden vuorokauden' : `${count} vuorokautta`),
    months: count => (count === 1 ? 'yhden kuukauden' : `${count} kuukautta`),
    earlierOf: (days, months) => `${days} tai ${months} sen mukaan, kumpi aika päättyy ensin`,
  },
  sv: {
    days: count => (count === 1 ? 'ett dygn' : `${count} dygn`),
    months: count => (count === 1 ? 'en månad' : `${count} månader`),
    earlierOf: (days, months) => `${days} eller ${months}, beroende på vilken tid som löper ut först`,
  },
  en: {
    days: count => (count === 1 ? 'one day' : `${count} days`),
    months: count => (count === 1 ? 'one month' : `${count} months`),
    earlierOf: (days, months) => `${days} or ${months}, whichever ends first`,
  },
};

/** So many days, as notice and letters say it. */
export function daysInWords(count: number, language: Language): string {
  return WORDS[language].days(count);
}

export function monthsInWords(count: number, language: Language): string {
  return WORDS[language].months(count);
}

/** How long a rule keeps, in the terms of the rule itself: days stay days, and a term that never ends it is not told. */
export function retentionInWords(rule: RetentionRule, language: Language): string {
  const [days, ends] = [daysInWords(rule.days, language), endsBy(rule)];
  if (rule.kind === 'days' || ends === 'days') return days;
  const months = monthsInWords(rule.months, language);
  return ends === 'months' ? months : WORDS[language].earlierOf(days, months);
}
