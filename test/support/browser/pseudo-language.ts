import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';

const FINNISH = new URL('../../../web/src/locales/fi.json', import.meta.url);
/** Everything between the innermost marks. */
const MARKED = /⟦[^⟦⟧]*⟧/g;
const LETTERS = /\p{L}{2,}/u;
/** Names of things that are not translated: the product, the languages of the switch, the authority's address. */
const NAMES = ['Tallenne', 'Suomi', 'Svenska', 'English', 'www.saavutettavuusvaatimukset.fi'];
/** A word of the code, such as `not-continued`. */
const CODE_WORD = /^[a-z]+(?:[-.][a-z]+)+$/;

/** Has the client load Finnish with every text in marks; nothing of it is part of the build. */
export async function speakPseudoLanguage(context: BrowserContext): Promise<void> {
  const marked = JSON.stringify(mark(JSON.parse(readFileSync(FINNISH, 'utf8'))));
  await context.route(/\/assets\/fi-[^/]+\.js$/, route =>
    route.fulfill({ contentType: 'text/javascript', body: `export default ${marked};` }),
  );
}

/** What is left of `texts` that is neither a marked translation nor data (`data`: texts of the server's answers). */
export function untranslated(texts: readonly string[], data: ReadonlySet<string>): string[] {
  const known = [...data].filter(value => !CODE_WORD.test(value) || isName(value));
  return [...new Set(texts)].filter(text => LETTERS.test(withoutData(withoutMarked(text), known)));
}

/** Names of queues and sources look like words of the code. */
function isName(value: string): boolean {
  return /^(pbx-\d|user-support|clinical-applications|devices|network|on-call)$/.test(value) || value.includes('.');
}

function withoutMarked(text: string): string {
  const without = text.replace(MARKED, ' ');
  return without === text ? text : withoutMarked(without);
}

/** Data, and what the platform's own formats write: weekdays, months, units, what stands before a time. */
function withoutData(text: string, known: readonly string[]): string {
  if (!LETTERS.test(text)) return text;
  const byLength = [...NAMES, ...formatWords(), ...known.filter(value => text.includes(value))].sort(
    (one, other) => other.length - one.length,
  );
  return byLength.reduce((rest, value) => rest.replaceAll(value, ' '), text);
}

let words: string[] | undefined;

function formatWords(): string[] {
  if (words) return words;
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 15)));
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 5, 1 + day)));
  const written = (options: Intl.DateTimeFormatOptions) => (date: Date) =>
    new Intl.DateTimeFormat('fi-FI', options).formatToParts(date).map(({ value }) => value);
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'].map(unit => inUnit(unit, 'short'));
  const spans = ['day', 'hour', 'minute', 'second'].map(unit => inUnit(unit, 'long'));
  words = [
    ...months.flatMap(written({ month: 'long', year: 'numeric' })),
    ...days.flatMap(written({ weekday: 'short' })),
    ...[...units, ...spans].flat(),
    'klo',
  ].filter(word => LETTERS.test(word));
  return words;
}

function inUnit(unit: string, unitDisplay: 'short' | 'long'): string[] {
  const format = new Intl.NumberFormat('fi-FI', { style: 'unit', unit, unitDisplay });
  return [1, 2].flatMap(count => format.formatToParts(count).map(({ value }) => value));
}

function mark(texts: unknown): unknown {
  if (typeof texts === 'string') return `⟦${texts}⟧`;
  return Object.fromEntries(Object.entries(texts as object).map(([key, value]) => [key, mark(value)]));
}
