import { describe, expect, it } from '@jest/globals';
import { csvRecord } from '../../audit/index.js';
import { DAY_LINES, LATE_LINES, MATRIX_LINES, UNUSED_LINES } from './report-lines.js';
import type { LateRow, ReportedGrant } from './reports.schemas.js';

const [STAFF, REVIEW, ONE, TWO] = [1, 2, 3, 4].map(n => `00000000-0000-7000-8000-00000000000${n}`) as [
  ...[string, string, string, string],
];
const maija = { staffId: STAFF, displayName: 'Malli, Maija', unit: 'Osastot', title: 'Neuvoja' };
const leads: ReportedGrant = {
  ...{ id: ONE, role: 'team-lead', queues: ['user-support', 'ward'], units: 'all', ownCallsOnly: false },
  ...{ purposes: ['service-development', 'internal-training'], fromOn: '2026-01-01', untilOn: '2026-12-31' },
};
const hears: ReportedGrant = {
  ...{ id: TWO, role: 'agent', queues: 'all', units: ['Osastot'], ownCallsOnly: true },
  ...{ purposes: [], fromOn: '2026-02-01', untilOn: '2026-11-30' },
};

/** The file that somebody opens, line by line. */
function file<Row>(
  { header, cells }: { readonly header: readonly string[]; readonly cells: (row: Row) => string[][] },
  ...rows: Row[]
): string[] {
  return [header, ...rows.flatMap(cells)].map(record => csvRecord(record).trimEnd());
}

describe('a report about access as a table', () => {
  it('has a line for each grant of the matrix', () => {
    const grants = [
      { ...leads, state: 'working' as const },
      { ...hears, state: 'suspended' as const },
    ];
    expect(file(MATRIX_LINES, { ...maija, bound: true, grants }, { ...maija, bound: false, grants: [] })).toEqual([
      'staffId,displayName,unit,title,grantId,role,queues,units,ownCallsOnly,purposes,fromOn,untilOn,state,bound',
      `${STAFF},"Malli, Maija",Osastot,Neuvoja,${ONE},team-lead,user-support; ward,all,false,service-development; internal-training,2026-01-01,2026-12-31,working,true`,
      `${STAFF},"Malli, Maija",Osastot,Neuvoja,${TWO},agent,all,Osastot,true,,2026-02-01,2026-11-30,suspended,true`,
    ]);
  });

  it('says of each grant of a day how far it worked, and why not farther', () => {
    const because = ['suspended', 'not-bound'] as const;
    expect(
      file(
        DAY_LINES,
        { ...maija, grant: hears, worked: 'not', because: [...because] },
        { ...maija, grant: leads, worked: 'whole-day', because: [] },
      ),
    ).toEqual([
      'staffId,displayName,unit,title,grantId,role,queues,units,ownCallsOnly,purposes,fromOn,untilOn,worked,because',
      `${STAFF},"Malli, Maija",Osastot,Neuvoja,${TWO},agent,all,Osastot,true,,2026-02-01,2026-11-30,not,suspended; not-bound`,
      `${STAFF},"Malli, Maija",Osastot,Neuvoja,${ONE},team-lead,user-support; ward,all,false,service-development; internal-training,2026-01-01,2026-12-31,whole-day,`,
    ]);
  });

  it('has late reviews with who was to decide and how late they are or were', () => {
    const open: LateRow = {
      ...{ reviewId: REVIEW, kind: 'duties', staffId: STAFF, displayName: 'Maija Malli', reviewerName: null },
      ...{ openedAt: '2026-11-01T07:00:00.000Z', lastOn: '2026-11-09', closedAt: null, outcome: null, daysLate: 15 },
    };
    const closed = {
      reviewerName: 'Eero Malli',
      closedAt: '2026-11-12T07:00:00.000Z',
      outcome: 'decided',
      daysLate: 3,
    };
    expect(file(LATE_LINES, open, { ...open, ...closed } as LateRow)).toEqual([
      'reviewId,kind,staffId,displayName,reviewerName,openedAt,lastOn,closedAt,outcome,daysLate',
      `${REVIEW},duties,${STAFF},Maija Malli,,2026-11-01T07:00:00.000Z,2026-11-09,,,15`,
      `${REVIEW},duties,${STAFF},Maija Malli,Eero Malli,2026-11-01T07:00:00.000Z,2026-11-09,2026-11-12T07:00:00.000Z,decided,3`,
    ]);
  });

  it('has unused grants with when somebody listened last, if ever', () => {
    const at = '2026-05-01T07:00:00.000Z';
    expect(
      file(
        UNUSED_LINES,
        { ...maija, grant: hears, lastPlaybackAt: null },
        { ...maija, grant: leads, lastPlaybackAt: at },
      ),
    ).toEqual([
      'staffId,displayName,unit,title,grantId,role,queues,units,ownCallsOnly,purposes,fromOn,untilOn,lastPlaybackAt',
      `${STAFF},"Malli, Maija",Osastot,Neuvoja,${TWO},agent,all,Osastot,true,,2026-02-01,2026-11-30,`,
      `${STAFF},"Malli, Maija",Osastot,Neuvoja,${ONE},team-lead,user-support; ward,all,false,service-development; internal-training,2026-01-01,2026-12-31,${at}`,
    ]);
  });
});
