import { addDays, helsinkiDay } from '../../src/kernel/calendar.js';
import { SettleMarks } from '../../src/recordings/index.js';
import { ERROR_BOUND } from '../../src/register/studies/buckets.js';
import { DailyFigures } from '../../src/register/studies/daily-figures.job.js';
import type { ServiceLevelStudy, StudyFigures } from '../../src/register/studies/study.schemas.js';
import type { Client } from '../support/client.js';
import { NOW, startTestServer, type TestServer } from '../support/server.js';
import { GROUPINGS, makeOracle, oracleBy, type Grouping, type OracleRow } from './oracle.js';
import { fillWithCalls, SPREAD_DAYS, type RandomCalls } from './random-calls.js';

export interface StudiesReport {
  /** Figures that were compared, and those that were hidden since they would speak of fewer than five calls. */
  readonly compared: number;
  readonly hidden: number;
  /** The largest error of a percentile from daily figures, as a share. */
  readonly worstError: number;
  readonly faults: readonly string[];
  readonly smallestCell: number;
  readonly seconds: Readonly<Record<'fill' | 'oracle' | 'marks' | 'living' | 'nightly' | 'daily', number>>;
}

type Studies = ReadonlyMap<Grouping, ServiceLevelStudy>;

/**
 * Random calls, studied by every grouping: from the living history exactly as plain SQL counts them, then from the daily figures when no
 * call is within its time any more, the counts the same and the percentiles within the bound.
 */
export async function runStudies(calls: RandomCalls, onProgress: (line: string) => void): Promise<StudiesReport> {
  const server = await startTestServer();
  try {
    return await new StudiesRun(server, onProgress).execute(calls);
  } finally {
    await server.stop();
  }
}

const COUNTED = ['calls', 'answered', 'waited', 'numbered', 'repeated', 'ticketed'] as const;
const TODAY = helsinkiDay(NOW);

class StudiesRun {
  readonly #faults: string[] = [];
  readonly #seconds = { fill: 0, oracle: 0, marks: 0, living: 0, nightly: 0, daily: 0 };
  #compared = 0;
  #hidden = 0;
  #worstError = 0;

  constructor(
    private readonly server: TestServer,
    private readonly onProgress: (line: string) => void,
  ) {}

  async execute(calls: RandomCalls): Promise<StudiesReport> {
    await this.#timed('fill', () => fillWithCalls(this.server, TODAY, calls));
    const { smallest } = await this.#timed('oracle', () => makeOracle(this.server, TODAY));
    if (smallest < 5) throw new Error('too few contacts: a unit of a day has fewer than five calls');
    await this.#timed('marks', () => this.server.app.get(SettleMarks).execute());
    const living = await this.#timed('living', () => this.#studies());
    await this.#againstOracle(living, 'living', 0);
    await this.#timed('nightly', () => this.server.app.get(DailyFigures).execute());
    this.#same(living, await this.#studies(), 'after the daily figures were made');
    this.server.clock.moveTo(new Date(NOW.getTime() + 70 * 86_400_000));
    const daily = await this.#timed('daily', () => this.#studies());
    for (const [grouping, { living: lives }] of daily) if (lives) this.#faults.push(`${grouping}: calls live still`);
    await this.#againstOracle(daily, 'daily', ERROR_BOUND);
    const [cell] = await this.server.sql<{ least: number }>('select min(calls)::int as least from study_cell');
    const { ...seconds } = this.#seconds;
    return {
      ...{ compared: this.#compared, hidden: this.#hidden, worstError: this.#worstError, faults: this.#faults },
      ...{ smallestCell: cell?.least ?? 0, seconds },
    };
  }

  async #studies(): Promise<Studies> {
    const liisa = await this.server.as('liisa.lupa');
    const studies = new Map<Grouping, ServiceLevelStudy>();
    for (const grouping of GROUPINGS) studies.set(grouping, await studyBy(liisa, grouping));
    return studies;
  }

  async #againstOracle(studies: Studies, name: string, bound: number): Promise<void> {
    const [total] = await oracleBy(this.server, 'all');
    for (const [grouping, { rows, total: shown }] of studies) {
      const oracle = new Map((await oracleBy(this.server, grouping)).map(row => [row.key, row]));
      const keys = [...oracle.keys()].sort().join(' ');
      const found = rows
        .map(({ key }) => key)
        .sort()
        .join(' ');
      if (keys !== found) this.#faults.push(`${name} by ${grouping}: groups ${found}, by SQL ${keys}`);
      for (const { key, ...figures } of rows)
        this.#compare(`${name} by ${grouping} ${key}`, figures, oracle.get(key), bound);
      this.#compare(`${name} by ${grouping}, total`, shown, total, bound);
    }
  }

  #compare(where: string, shown: StudyFigures, oracle: OracleRow | undefined, bound: number): void {
    if (!oracle) return;
    for (const name of COUNTED) {
      const value = shown[name];
      this.#compared += 1;
      if (value === null) this.#hidden += 1;
      else if (value !== oracle[name]) this.#faults.push(`${where}: ${name} ${value}, by SQL ${oracle[name]}`);
    }
    this.#percentiles(`${where}: waiting`, shown.waiting, oracle.waits, oracle.waited, bound);
    this.#percentiles(`${where}: talking`, shown.talking, oracle.talks, oracle.answered, bound);
  }

  #percentiles(
    where: string,
    { p50Ms, p90Ms, p95Ms }: StudyFigures['waiting'],
    oracle: readonly number[] | null,
    count: number,
    bound: number,
  ): void {
    for (const [n, shown] of [p50Ms, p90Ms, p95Ms].entries()) {
      const [exact, share] = [oracle?.[n] ?? 0, [0.5, 0.1, 0.05][n] ?? 0];
      this.#compared += 1;
      const isShown = count * share > 5 - 1e-6;
      if ((shown !== null) !== isShown) this.#faults.push(`${where} ${n}: shown ${shown} of ${count}`);
      if (shown === null) continue;
      const off = Math.abs(shown - exact);
      if (off > (exact < 1000 && bound > 0 ? 500 : exact * bound + (bound > 0 ? 0.5 : 0)))
        this.#faults.push(`${where} ${n}: ${shown}, by SQL ${exact}`);
      if (exact >= 1000) this.#worstError = Math.max(this.#worstError, off / exact);
    }
  }

  #same(before: Studies, after: Studies, when: string): void {
    const told = (study: ServiceLevelStudy | undefined) => JSON.stringify([study?.rows, study?.total]);
    for (const [grouping, study] of before)
      if (told(study) !== told(after.get(grouping))) this.#faults.push(`${grouping} differs ${when}`);
  }

  async #timed<T>(name: keyof StudiesReport['seconds'], work: () => Promise<T>): Promise<T> {
    const begun = performance.now();
    const result = await work();
    this.#seconds[name] = Math.round((performance.now() - begun) / 100) / 10;
    this.onProgress(`${name}: ${this.#seconds[name]} s`);
    return result;
  }
}

async function studyBy(client: Client, group: Grouping): Promise<ServiceLevelStudy> {
  const query = new URLSearchParams({ group, from: addDays(TODAY, -SPREAD_DAYS - 2), through: addDays(TODAY, -1) });
  const { status, body } = await client.get(`/studies/service-levels?${query.toString()}`);
  if (status !== 200) throw new Error(`the study by ${group} answers ${status}`);
  return body as unknown as ServiceLevelStudy;
}
