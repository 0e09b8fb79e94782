import { inflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { statementCsv } from './statement-csv.js';
import { statementPdf } from './statement-pdf.js';
import { sectionsOf } from './statement-sections.js';
import type { Statement } from './statements.schemas.js';

const PERSON = '00000000-0000-7000-8000-0000000000aa';

function statementWith(rows: number): Statement {
  const many = <T>(of: (n: number) => T): T[] => Array.from({ length: rows }, (_, n) => of(n));
  return {
    month: '2026-11',
    from: '2026-11-01',
    to: '2026-11-30',
    madeAt: '2026-12-01T06:00:00.000Z',
    isOver: rows > 0,
    deleted: { inTime: 160_000, late: 3, erased: 2, bytes: 12_345_678_901 },
    held: {
      recordingsNow: 4,
      recordingsNowFor: { complaint: 3, training: 1, 'rights-request': 0 },
      decisions: many(n => ({ decision: 'approved', kind: n % 2 === 0 ? 'complaint' : 'training', times: n })),
    },
    listening: {
      playbacks: 40,
      people: 7,
      byPurpose: [{ purpose: 'complaint', playbacks: 40, people: 7 }],
      byPerson: many(n => ({ staffId: PERSON, displayName: `=Åke Öhman ${n}`, purpose: 'complaint', playbacks: n })),
    },
    lateReviews: { late: 1, stillOpen: 0 },
    brakes: many(() => ({ reason: 'clock-ahead', raisedAt: '2026-11-03T10:00:00.000Z', releasedAt: null })),
    incidents: many(() => ({ dueOn: '2026-11-01', units: 3, until: null })),
  };
}

/** Whether the objects of a PDF, streams inflated where they are deflated, hold `text`. */
function objectsOf(pdf: Buffer): string {
  const parts = pdf.toString('latin1').split(/stream\r?\n|\r?\nendstream/);
  return parts.map((part, n) => (n % 2 === 0 ? part : inflated(part))).join('\n');
}

function inflated(stream: string): string {
  try {
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1');
  } catch {
    return stream;
  }
}

describe('a statement on paper', () => {
  it.each([
    ['fi', 'fi-FI', 0],
    ['sv', 'sv-FI', 1],
    ['en', 'en-GB', 500],
  ] as const)(
    'is, in %s, one tagged page that says its language and brings its fonts, with %s',
    async (language, tag, rows) => {
      const pdf = await statementPdf(statementWith(rows), language);
      const objects = objectsOf(pdf);
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      expect(objects.match(/\/Type \/Page\b/g)).toHaveLength(1);
      expect(objects).toContain(`/Lang (${tag})`);
      expect(objects).toMatch(/\/Marked true/);
      expect(objects).toMatch(/\/S \/H1/);
      expect(objects).toMatch(/\/FontFile[23]/);
    },
  );

  it('has the same sections in each language, and no row without words', () => {
    const shapes = (['fi', 'sv', 'en'] as const).map(language =>
      sectionsOf(statementWith(3), language).map(({ heading, rows }) => {
        expect(
          [heading, ...rows.map(([label]) => label)].filter(text => text === '' || text.includes('undefined')),
        ).toEqual([]);
        return rows.length;
      }),
    );
    expect(new Set(shapes.map(shape => shape.join())).size).toBe(1);
  });

  it('says ä, ö and å, and that more is in the CSV where a page has no room', () => {
    const sections = sectionsOf(statementWith(500), 'fi');
    const text = JSON.stringify(sections);
    expect(text).toContain('Säilytyksen jatkamiset');
    expect(text).toContain('Åke Öhman');
    expect(text).toContain('riviä lisää (CSV)');
    expect(sections.flatMap(({ rows }) => rows).length).toBeLessThan(50);
  });
});

describe('a statement as CSV', () => {
  it('has a record of four cells for each number, and no cell that is a formula', () => {
    const lines = statementCsv(statementWith(2)).trimEnd().split('\r\n');
    expect(lines[0]).toBe('section,what,of,value');
    expect(lines).toContain('deleted,in-time,,160000');
    expect(lines).toContain('held,now,complaint,3');
    expect(lines).toContain("listening,'=Åke Öhman 1,complaint,1");
    expect(lines).toContain('incident,2026-11-01,,3');
    expect(lines.filter(line => line.split(',').length !== 4)).toEqual([]);
  });

  it('has no people for who may not see them', () => {
    const statement = statementWith(2);
    const csv = statementCsv({ ...statement, listening: { ...statement.listening, byPerson: null } });
    expect(csv).not.toContain('Öhman');
  });
});
