import { describe, expect, it } from '@jest/globals';
import { statementCsv } from './statement-csv.js';
import { emptyStatement, novemberStatement } from './testing/sample-statement.js';

const NOVEMBER = `\
section,what,of,value
statement,month,,2026-11
statement,from,,2026-11-01
statement,to,,2026-11-30
statement,made-at,,2026-12-01T06:05:00.000Z
statement,is-over,,true
deleted,in-time,,160000
deleted,late,,3
deleted,erased,,2
deleted,bytes,,12345678901
held,now,all,1204
held,now,complaint,1200
held,now,training,0
held,now,rights-request,4
held,requested,complaint,1
held,approved,training,2
held,refused,rights-request,3
held,released,complaint,4
held,lapsed,training,5
held,ended,rights-request,6
listening,playbacks,all,1040
listening,people,all,7
listening,playbacks,service-development,1
listening,people,service-development,1
listening,playbacks,internal-training,2
listening,people,internal-training,2
listening,playbacks,complaint,3
listening,people,complaint,2
listening,playbacks,service-level-study,4
listening,people,service-level-study,2
listening,playbacks,rights-request,5
listening,people,rights-request,2
listening,Åke Öhman,complaint,12
listening,00000000-0000-7000-8000-0000000000aa,internal-training,1
late-reviews,late,,2
late-reviews,still-open,,1
brake,clocks-disagree,2026-11-03T10:00:00.000Z,2026-11-03T12:30:00.000Z
brake,clock-ahead,2026-11-04T10:00:00.000Z,2026-11-05T10:00:00.000Z
brake,clock-back,2026-11-29T22:15:00.000Z,
incident,2026-11-10,2026-11-12T22:30:00.000Z,1500
incident,2026-11-28,,1
`;

describe('a statement as CSV', () => {
  it('has a record for each number, in codes that do not depend on a language', () => {
    expect(statementCsv(novemberStatement()).replaceAll('\r\n', '\n')).toBe(NOVEMBER);
  });

  it('has the numbers of a month under way in which nothing happened, and nobody’s name', () => {
    const lines = statementCsv(emptyStatement()).split('\r\n');
    expect(lines).toContain('statement,is-over,,false');
    expect(lines.filter(line => line.startsWith('listening'))).toEqual([
      'listening,playbacks,all,0',
      'listening,people,all,0',
    ]);
    expect(lines.filter(line => /^(brake|incident)/.test(line))).toEqual([]);
  });
});
