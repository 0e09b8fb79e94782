import { describe, expect, it } from '@jest/globals';
import { dayQuery, reportExport } from './reports.schemas.js';

describe('a report as a file', () => {
  it.each(['matrix', 'late-reviews', 'unused'])('is asked for without a day: %s', report => {
    expect(reportExport.parse({ report })).toEqual({ report });
    const read = reportExport.safeParse({ report, on: '2026-11-24' });
    expect(read.error?.issues).toMatchObject([{ path: ['on'], message: 'goes with on-day, and with nothing else' }]);
  });

  it('is asked for with its day where it is about one', () => {
    expect(reportExport.parse({ report: 'on-day', on: '2026-11-24' })).toEqual({ report: 'on-day', on: '2026-11-24' });
    expect(reportExport.safeParse({ report: 'on-day' }).error?.issues).toMatchObject([{ path: ['on'] }]);
  });

  it.each([{ report: 'people' }, {}, { report: 'matrix', format: 'csv' }])('is refused as %j', asked => {
    expect(reportExport.safeParse(asked).success).toBe(false);
  });
});

describe('a report on a day', () => {
  it('needs the day', () => {
    expect(dayQuery.parse({ on: '2026-11-24' })).toMatchObject({ on: '2026-11-24' });
    for (const on of [undefined, 'today', '2026-02-30']) expect(dayQuery.safeParse({ on }).success).toBe(false);
  });
});
