import type { Language } from '../../app/languages.js';
import { LOCALES } from './helsinki.js';

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
const SPANS = [
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
  { unit: 'second', ms: 1000 },
] as const;

/** An amount of bytes in the largest unit (of a thousand of the one before) that it fills, such as `2,8 Mt`. */
export function size(bytes: number, language: Language): string {
  const step = SIZES.findLastIndex((_, index) => bytes >= 1000 ** index);
  const [index, unit] = step < 0 ? [0, SIZES[0]] : [step, SIZES[step]];
  return inUnit(bytes / 1000 ** index, unit ?? SIZES[0], 'short', language);
}

/** A span of time in the largest unit that it fills, such as `2,5 päivää`; without its sign. */
export function span(ms: number, language: Language): string {
  const length = Math.abs(ms);
  const { unit, ms: unitMs } = SPANS.find(one => length >= one.ms) ?? SPANS[3];
  return inUnit(length / unitMs, unit, 'long', language);
}

function inUnit(value: number, unit: string, unitDisplay: 'short' | 'long', language: Language): string {
  const style = { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(LOCALES[language], style).format(value);
}
