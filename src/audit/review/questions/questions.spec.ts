import { describe, expect, it } from '@jest/globals';
import { flaggedEvents } from './flagged-events.js';
import { QUESTIONS } from './questions.js';
import { questionName, questionQuery } from './questions.schemas.js';

const NAMED = QUESTIONS.map(question => [question.name, question] as const);
const plain = (sql: string): string => sql.replace(/\s+/g, ' ').trim();

describe('the ready questions', () => {
  it('are asked in these words', () => {
    expect(Object.fromEntries(QUESTIONS.map(({ name, asks }) => [name, asks]))).toEqual({
      'outside-hours': "Playbacks and revealed fields outside the desk's hours (Monday to Friday, 7-17 in Helsinki).",
      'unusual-volume':
        'Days on which a person heard or revealed more than the median of their active days of the previous 30 days plus ' +
        '6 median absolute deviations (of 1 at least), and more than 10; flagged is the first event beyond that.',
      'many-refusals': 'Days on which 5 or more attempts of one person were refused; flagged is number 5.',
      'same-contact-again':
        'The same contact heard or revealed by one person on 3 or more days, or 5 or more times, within 30 days; ' +
        'flagged is the last time.',
      'purpose-drift':
        "Weeks (from Monday) in which a purpose's share of the playbacks of a person, or of all, was 30 percentage points or more " +
        'above its share in the 4 weeks before (10 playbacks in the week and 20 before it at least); flagged is the last of them.',
      'complaint-closed-case': 'Playbacks for a complaint whose case had been closed by then and not been reopened.',
      'reveal-without-playback':
        'Revealed fields of a contact to which the same person did not listen on that day, before or after.',
      'mutual-grants':
        'Grants by which two people have given each other access, whenever the other one was given; flagged is the later one.',
    });
  });

  it('are in the order in which people see them, each once', () => {
    expect(QUESTIONS.map(({ name }) => name)).toEqual([
      'outside-hours',
      'unusual-volume',
      'many-refusals',
      'same-contact-again',
      'purpose-drift',
      'complaint-closed-case',
      'reveal-without-playback',
      'mutual-grants',
    ]);
  });

  it.each(NAMED)('%s can be asked for by its name', name => {
    expect(questionName.parse(name)).toBe(name);
  });

  it.each(NAMED)('%s reads the log alone, and what it has made of it itself', (_name, { sql }) => {
    const own = [...sql.matchAll(/(\w+) as (?:materialized )?\(\s*select/g)].map(([, name]) => name);
    const read = [...sql.matchAll(/\b(?:from|join) (?!lateral)(\w+)/g)].map(([, name]) => name);
    expect(read).toContain('log');
    expect(read.filter(name => name !== 'log' && !own.includes(name))).toEqual([]);
  });

  it.each(NAMED)('%s flags events of the period that is asked about, each with why', (_name, { sql }) => {
    expect(sql).toContain('recorded_at < $2');
    expect(sql).toMatch(/recorded_at >= \$1\b(?!::)/);
    expect(sql).toMatch(/\bid, (\w\.)?recorded_at,\s+jsonb_build_object\([^;]+\) as why\s/);
    expect([...sql.matchAll(/\$(\d)/g)].every(([, place]) => place === '1' || place === '2')).toBe(true);
  });

  it.each(NAMED.filter(([name]) => name !== 'many-refusals'))(
    '%s is about what was done, and not about what was tried',
    (_name, { sql }) => {
      expect(sql).toContain("outcome = 'done'");
    },
  );

  it('tell days and weeks by the clock of the desk', () => {
    for (const { sql } of QUESTIONS) {
      const zones = [...sql.matchAll(/at time zone '([^']*)'/g)].map(([, zone]) => zone);
      expect(zones.filter(zone => zone !== 'Europe/Helsinki')).toEqual([]);
    }
    expect(QUESTIONS.filter(({ sql }) => sql.includes('at time zone')).map(({ name }) => name)).toEqual([
      'outside-hours',
      'unusual-volume',
      'many-refusals',
      'same-contact-again',
      'purpose-drift',
      'reveal-without-playback',
    ]);
  });
});

describe('a question that is put to the log', () => {
  const [question] = QUESTIONS;
  if (!question) throw new Error('no question');
  const period = { from: new Date('2026-11-23T22:00:00Z'), until: new Date('2026-11-24T22:00:00Z') };

  it('is asked about a period of everything that is committed, from the newest on', () => {
    const { statement, values } = flaggedEvents(question, period, { limit: 51 });
    expect(values).toEqual([period.from, period.until, null, null, null, 51]);
    expect(statement).toMatchObject({ name: 'audit-question-outside-hours', onceOnly: true });
    expect(plain(statement.text)).toContain(`question as ( ${plain(question.sql)})`);
    expect(plain(statement.text)).toMatch(/order by q\.recorded_at desc, q\.id desc limit \$6$/);
  });

  it('goes on behind a place, and over a log that is frozen', () => {
    const after = { at: new Date('2026-11-24T07:00:00Z'), id: 'an event' };
    const { values } = flaggedEvents(question, period, { treeSize: 7, after, limit: 1 });
    expect(values).toEqual([period.from, period.until, 7, after.at, 'an event', 1]);
  });
});

describe('what is asked with a question', () => {
  it('is a period in order, and a page', () => {
    expect(questionQuery.parse({ fromOn: '2026-11-24', toOn: '2026-11-24', limit: '10' })).toEqual({
      fromOn: '2026-11-24',
      toOn: '2026-11-24',
      limit: 10,
    });
    const reversed = questionQuery.safeParse({ fromOn: '2026-11-24', toOn: '2026-11-23' });
    expect(reversed.error?.issues).toMatchObject([{ path: ['toOn'] }]);
    expect(questionQuery.safeParse({ fromOn: '2026-11-24' }).success).toBe(false);
  });

  it.each(['', 'a b', 'Outside', 'a1', `${'a'.repeat(64)}b`, 'a\nb'])('is no name like %j', name => {
    const read = questionName.safeParse(name);
    expect(read.error?.issues).toMatchObject([{ message: 'must be the name of a question' }]);
  });
});
