import { LOCALES, type Language } from '../../kernel/languages.js';
import { heading, list, paragraph, table, where, type TextBlock } from '../papers/text-block.js';
import type { Grouping } from './grouping.js';
import type { ServiceLevelStudy, StudyFigures } from './study.schemas.js';
import type { StudyWords } from './words/study-words.js';
import { studyWordsOf } from './words/words-of.js';

/** What stands under the title: which calls. */
export function studyLead({ from, through, queue, unit }: ServiceLevelStudy, language: Language): string {
  const [words, { day }] = [studyWordsOf(language), writingIn(language)];
  return [words.lead(day(from), day(through)), words.only(queue, unit)].join(' ').trim();
}

/** A study in a language: a pure function of it. */
export function studyBlocks(study: ServiceLevelStudy, language: Language): readonly TextBlock[] {
  const [words, writing] = [studyWordsOf(language), writingIn(language)];
  const { rows, errorBound, daily } = study;
  const missing = daily?.without ?? 0;
  return [
    ...(rows.length === 0 ? [paragraph('none', words.none)] : tablesOf(study, words, writing)),
    heading('how', words.how),
    paragraph('source', errorBound === 0 ? words.exact : words.within(writing.bound(errorBound))),
    ...where(missing > 0, paragraph('without', words.without(String(missing)))),
    list('rules', words.rules),
  ];
}

function tablesOf(study: ServiceLevelStudy, words: StudyWords, writing: StudyWriting): readonly TextBlock[] {
  const { count, share, time } = writing;
  const made = (
    id: 'calls' | 'waiting' | 'talking' | 'callers',
    cells: (figures: StudyFigures) => readonly string[],
  ) => {
    const rows = study.rows.map(row => [nameOf(row.key, study.group, words, writing), ...cells(row)]);
    const headers = [words.groups[study.group], ...words[id].headers];
    return table(id, { caption: words[id].caption, headers, rows: [...rows, [words.all, ...cells(study.total)]] });
  };
  const times = ({ p50Ms, p90Ms, p95Ms }: StudyFigures['waiting']) => [time(p50Ms), time(p90Ms), time(p95Ms)];
  return [
    made('calls', ({ calls, answered }) => [
      ...[count(calls), count(answered), count(answered === null ? null : calls - answered)],
      share(answered, calls),
    ]),
    made('waiting', ({ waited, waiting }) => [count(waited), ...times(waiting)]),
    made('talking', ({ talking }) => times(talking)),
    made('callers', ({ answered, numbered, repeated, ticketed }) => [
      ...[count(numbered), count(repeated), share(repeated, numbered)],
      ...[count(ticketed), share(ticketed, answered)],
    ]),
  ];
}

function nameOf(key: string, group: Grouping, words: StudyWords, { day, month }: StudyWriting): string {
  if (key === '') return words.notTold;
  switch (group) {
    case 'day':
      return day(key);
    case 'week':
      return words.weekOf(day(key));
    case 'month':
      return month(key);
    case 'weekday':
      return words.weekdays[Number(key) - 1] ?? key;
    case 'hour':
      return words.hour(key);
    case 'queue':
    case 'unit':
      return key;
  }
}

interface StudyWriting {
  readonly day: (day: string) => string;
  readonly month: (month: string) => string;
  readonly count: (count: number | null) => string;
  readonly share: (part: number | null, whole: number | null) => string;
  readonly bound: (share: number) => string;
  readonly time: (ms: number | null) => string;
}

/** Where nothing is shown. */
const NOT_SHOWN = '–';

function writingIn(language: Language): StudyWriting {
  const locale = LOCALES[language];
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const numbers = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const bound = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1, roundingMode: 'ceil' });
  return {
    day: text => days.format(new Date(text)),
    month: text => months.format(new Date(`${text}-01`)),
    count: count => (count === null ? NOT_SHOWN : numbers.format(count)),
    share: (part, whole) => (part === null || whole === null || whole === 0 ? NOT_SHOWN : percent.format(part / whole)),
    bound: share => bound.format(share),
    time: ms => (ms === null ? NOT_SHOWN : timeOf(ms)),
  };
}

/** `m:ss`, and `h:mm:ss` from an hour on. */
function timeOf(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
