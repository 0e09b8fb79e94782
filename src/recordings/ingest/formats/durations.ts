import type { DURATION_UNITS } from './source-form.js';

export type DurationUnit = (typeof DURATION_UNITS)[number];

const UNIT_MS = { ms: 1, s: 1000, min: 60_000 } as const;
const MAX_MS = 7 * 86_400_000;

/** Milliseconds that `text` says, e.g. `95,5` seconds or `0:01:35`; null where it says none. */
export function durationMs(text: string, unit: DurationUnit, decimalComma: boolean): number | null {
  const ms = unit === 'clock' ? clockMs(text) : numberOf(text, decimalComma) * UNIT_MS[unit];
  return ms >= 0 && ms <= MAX_MS ? Math.round(ms) : null;
}

function clockMs(text: string): number {
  const [, hours = '0', minutes, seconds] = /^(?:(\d{1,3}):)?(\d{1,3}):(\d\d)$/.exec(text) ?? [];
  if (minutes === undefined) return Number.NaN;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** A number as it is written there; spaces between thousands are taken. */
export function numberOf(text: string, decimalComma: boolean): number {
  const plain = text.replaceAll(/[ \u00a0\u202f]/g, '');
  const written = decimalComma ? plain.replace(',', '.') : plain;
  return /^\d{1,15}(?:\.\d{1,15})?$/.test(written) ? Number(written) : Number.NaN;
}
