import { csvRecord } from '../../audit/index.js';
import type { ServiceLevelStudy, StudyFigures } from './study.schemas.js';

const COUNTED = ['calls', 'answered', 'waited', 'numbered', 'repeated', 'ticketed'] as const;
const DURATIONS = ['waiting', 'talking'] as const;
const PERCENTILES = ['p50Ms', 'p90Ms', 'p95Ms'] as const;
const TIMES = DURATIONS.flatMap(name => PERCENTILES.map(percentile => [name, percentile] as const));

/** A study as CSV (RFC 4180): a record for each group and one, `total`, for all. What is not shown, or not known, is empty. */
export function studyCsv({ group, rows, total }: ServiceLevelStudy): string {
  const head = [group, ...COUNTED, ...TIMES.map(([name, percentile]) => `${name}-${percentile}`)];
  const records = [...rows, { key: 'total', ...total }].map(({ key, ...figures }) => [key, ...cellsOf(figures)]);
  return [head, ...records].map(csvRecord).join('');
}

function cellsOf(figures: StudyFigures): string[] {
  const counts = COUNTED.map(name => figures[name]);
  const times = TIMES.map(([name, percentile]) => figures[name][percentile]);
  return [...counts, ...times].map(value => (value === null ? '' : String(value)));
}
