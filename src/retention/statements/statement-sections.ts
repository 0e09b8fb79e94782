import { HOLD_KINDS } from '../../access/index.js';
import { STATEMENT_WORDS, type Counted, type StatementWords } from './statement-words.js';
import type { Language } from '../languages.js';
import type { Statement } from './statements.schemas.js';

/** A part of a statement on paper: a heading, and rows of a label and a value. */
export interface Section {
  readonly heading: string;
  readonly rows: readonly (readonly [label: string, value: string])[];
}

type Row = Section['rows'][number];
interface Writing {
  readonly words: StatementWords;
  readonly number: (value: number) => string;
  readonly count: (value: number, what: Counted) => string;
  readonly moment: (iso: string) => string;
}

const BYTES_IN_MIB = 1024 * 1024;

/** A statement in words; so many rows of each kind that it fits on one page. */
export function sectionsOf(statement: Statement, language: Language): Section[] {
  const words = STATEMENT_WORDS[language];
  const format = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 });
  const number = (value: number) => format.format(value);
  const count = (value: number, [one, many]: Counted) => `${number(value)} ${value === 1 ? one : many}`;
  const writing = { words, number, count, moment: momentIn(words) };
  return [
    deleted(statement, writing),
    held(statement, writing),
    listening(statement, writing),
    reviews(statement, writing),
    faults(statement, writing),
  ];
}

/** Writes an instant as a clock in Helsinki shows it. */
export function momentIn({ locale }: StatementWords): (iso: string) => string {
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: 'Europe/Helsinki',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return iso => format.format(new Date(iso));
}

function deleted({ deleted: { inTime, late, erased, bytes } }: Statement, { words, number }: Writing): Section {
  const counts: Row[] = [
    [words.inTime, number(inTime)],
    [words.late, number(late)],
    [words.erased, number(erased)],
    [words.bytes, `${number(bytes / BYTES_IN_MIB)} MiB`],
  ];
  return { heading: words.deleted, rows: counts };
}

function held({ held: { recordingsNow, recordingsNowFor, decisions } }: Statement, writing: Writing): Section {
  const { words, number } = writing;
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const now = HOLD_KINDS.filter(kind => recordingsNowFor[kind] > 0);
  const why = now.map(kind => `${words.kinds[kind]} ${number(recordingsNowFor[kind])}`).join(', ');
  const rows = decisions.map(({ decision, kind, times }): Row => {
    return [`${words.decisions[decision] ?? decision}: ${kinds[kind] ?? kind}`, number(times)];
  });
  const heldNow: Row = [words.heldNow, why === '' ? number(recordingsNow) : `${number(recordingsNow)} (${why})`];
  return { heading: words.held, rows: cut([heldNow, ...rows], 12, writing) };
}

function listening({ listening: { playbacks, people, byPurpose, byPerson } }: Statement, writing: Writing): Section {
  const { words, number, count } = writing;
  const listened = (times: number, by: number) => `${count(times, words.playbacks)}, ${count(by, words.people)}`;
  const purposes = byPurpose.map(({ purpose, ...of }): Row => {
    return [words.purposes[purpose] ?? purpose, listened(of.playbacks, of.people)];
  });
  const persons = (byPerson ?? []).map(({ staffId, displayName, purpose, playbacks: times }): Row => {
    return [`${displayName ?? staffId}, ${words.purposes[purpose] ?? purpose}`, number(times)];
  });
  const all: Row = [words.all, listened(playbacks, people)];
  return { heading: words.listening, rows: [all, ...purposes, ...cut(persons, 14, writing)] };
}

function reviews({ lateReviews: { late, stillOpen } }: Statement, { words, number }: Writing): Section {
  const rows: Row[] = [
    [words.lateReviews, number(late)],
    [words.openReviews, number(stillOpen)],
  ];
  return { heading: words.reviews, rows };
}

function faults({ brakes, incidents }: Statement, writing: Writing): Section {
  const { words, count, moment } = writing;
  const raised = brakes.map(({ reason, raisedAt, releasedAt }): Row => {
    const span = `${moment(raisedAt)} – ${releasedAt === null ? words.still : moment(releasedAt)}`;
    return [`${words.brake}: ${words.brakeReasons[reason]}`, span];
  });
  const readable = incidents.map(({ dueOn, units, until }): Row => {
    const gone = until === null ? words.still : moment(until);
    return [`${words.incident} ${dueOn}`, `${count(units, words.units)}, ${gone}`];
  });
  const rows = [...cut(raised, 3, writing), ...cut(readable, 5, writing)];
  return { heading: words.faults, rows: rows.length === 0 ? [[words.none, '']] : rows };
}

function cut(rows: readonly Row[], most: number, { words, count }: Writing): Row[] {
  if (rows.length <= most) return [...rows];
  return [...rows.slice(0, most), [words.more(count(rows.length - most, words.moreRows)), '']];
}
