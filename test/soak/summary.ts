import type { Machine } from '../../bench/harness/machine.js';
import { KINDS } from './latencies.js';
import type { SoakReport } from './run-soak.js';
import { type Growth, type Judged, JUDGED_FROM_MS, type Steadiness } from './verdict.js';

const GIB = 1024 ** 3;

/** Back-pressure is no fault of its own; where it is much, the load that was found to be borne is not. */
const MOST_REFUSED = 0.01;

function refusedShare({ playbacks, ingests, searches, refused }: SoakReport['done']): number {
  return refused / Math.max(1, playbacks + ingests + searches + refused);
}

/** Everything that speaks against the server, a line each; none when it stayed as it was. */
export function faultsOf(report: SoakReport): string[] {
  const { growth, steadiness, done, errors, sessions, faults } = report;
  return [
    ...growth.filter(isBad).map(growthInWords),
    ...steadiness
      .filter(isBad)
      .map(
        one =>
          `${one.name} became slower: p99 ${one.ratio.toFixed(2)} times that of the second quarter, while others kept ${one.others.map(fixed).join(' and ')} processors busy`,
      ),
    ...(done.failed > 0 ? [`${done.failed} failed: ${JSON.stringify(errors)}`] : []),
    ...(refusedShare(done) > MOST_REFUSED
      ? [`${done.refused} were refused, more than one in a hundred: ${JSON.stringify(errors)}`]
      : []),
    ...(done.shed > 0 ? [`${done.shed} were not sent, since too much was unanswered`] : []),
    ...sessions.failures.map(failure => `a session: ${failure}`),
    ...Object.entries(faults).flatMap(([kind, found]) => found.slice(0, 20).map(fault => `${kind}: ${fault}`)),
  ];
}

/** What a hold that was long enough has said nothing of: that is no pass either. */
export function untoldOf({ growth, steadiness, minutes }: SoakReport): string[] {
  if (minutes * 60_000 < JUDGED_FROM_MS) return [];
  return [...growth, ...steadiness].filter(({ isFlat }) => isFlat === null).map(({ name }) => name);
}

function growthInWords(one: Growth): string {
  const { perHour, isClear } = one.rise;
  if (one.perHour - one.marginPerHour <= 0 && isClear)
    return `${one.name} became more by ${fixed(perHour)} an hour from the second quarter to the last one, where ${one.mostPerHour} are allowed`;
  return `${one.name} grows by ${changeOf(one)} an hour, where ${one.mostPerHour} are allowed`;
}

function isBad({ isFlat }: Judged): boolean {
  return isFlat === false;
}

/** One page about a soak, in Markdown. */
export function summaryOf(report: SoakReport, machine: Machine): string {
  const [faults, untold] = [faultsOf(report), untoldOf(report)];
  const { minutes, wholeMinutes, seed } = report;
  const cut = minutes < wholeMinutes * 0.99 ? ` of ${wholeMinutes} that were asked for` : '';
  return [
    '# Soak',
    '',
    `${minutes.toFixed(1)} minutes${cut}, seed ${seed}, ${machine.at}, revision ${machine.revision}.`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.postgres}, sync ${machine.syncMs.toFixed(2)} ms, load before ${machine.loadBefore.toFixed(1)}.`,
    '',
    ...(faults.length === 0 ? ['**No fault.**'] : ['**Faults**', '', ...faults.map(fault => `- ${fault}`)]),
    ...(untold.length === 0 ? [] : ['', `**Not to be told, and so not passed**: ${untold.join(', ')}.`]),
    '',
    ...loadLines(report),
    '',
    ...latencyLines(report),
    '',
    ...growthLines(report.growth),
    '',
    ...custodyLines(report),
    '',
  ].join('\n');
}

function loadLines({
  asked,
  held,
  share,
  knee,
  steps,
  patienceMs,
  done,
  maker,
  collectSeconds,
  samples,
}: SoakReport): string[] {
  const pauses = samples.map(({ vitals }) => vitals.inside?.collectedInMs ?? null).filter(ms => ms !== null);
  const lag = Math.max(0, ...samples.map(({ vitals }) => vitals.inside?.lag.p99Ms ?? 0));
  const inWords = (rates: typeof asked) =>
    `${fixed(rates.playbacks)} playbacks, ${fixed(rates.ingests)} ingests, ${fixed(rates.searches)} searches a second`;
  const of =
    share === 1 ? 'all of it was borne' : `the knee lies at ${fixed(knee * 100)} % of it; 70 % of that was held`;
  return [
    `- Asked: ${inWords(asked)}; ${of}: ${inWords(held)}.`,
    `- Steps, borne up to a p99 of ${fixed(patienceMs)} ms: ${steps.map(step => `${fixed(step.share * 100)} % ${step.borne ? 'borne' : 'not borne'}`).join(', ')}.`,
    `- Done: ${done.playbacks} playbacks (${(done.bytesHeard / GIB).toFixed(2)} GiB heard and compared, with the steps), ${done.ingests} ingests, ${done.searches} searches; ${done.failed} failed, ${done.refused} refused with when to ask again, ${done.shed} not sent.`,
    `- The server's event loop: p99 of its lag at most ${fixed(lag)} ms in a look. The heap was collected every ${collectSeconds} s, which took ${pauses.length === 0 ? 'no time' : `${fixed(Math.min(...pauses))} to ${fixed(Math.max(...pauses))} ms`}.`,
    `- The load maker was busy ${fixed(maker.utilization * 100)} % of its time, and began a request ${fixed(maker.latestMs)} ms late at most; both count in the latencies.`,
  ];
}

function latencyLines({ latencies, steadiness }: SoakReport): string[] {
  return [
    '| ms from when it was due | number | p50 | p90 | p99 | p99.9 | longest | p99 of the quarters | last to second | p99 in an hour | steady |',
    '|---|--:|--:|--:|--:|--:|--:|---|--:|--:|---|',
    ...KINDS.map(kind => {
      const { count, p50Ms, p90Ms, p99Ms, p999Ms, maxMs } = latencies[kind];
      const steady = steadiness.find(({ name }) => name === kind);
      const cells = [count, ...[p50Ms, p90Ms, p99Ms, p999Ms, maxMs].map(fixed), ...(steady ? steadyCells(steady) : [])];
      return `| ${kind} | ${cells.join(' | ')} |`;
    }),
  ];
}

function steadyCells({ quarters, ratio, trend, isFlat }: Steadiness): string[] {
  return [quarters.map(fixed).join(', '), ratio.toFixed(2), changeInWords(trend), verdict(isFlat)];
}

function growthLines(growth: readonly Growth[]): string[] {
  return [
    '| over the last three quarters, memory after each collection | first | last | in an hour (95 %) | at most | looks | flat |',
    '|---|--:|--:|--:|--:|--:|---|',
    ...growth.map(
      one =>
        [
          `| ${one.name}${one.unit === '' ? '' : `, ${one.unit}`}`,
          ...[fixed(one.first), fixed(one.last), changeOf(one), one.mostPerHour, one.points, verdict(one.isFlat)],
        ].join(' | ') + ' |',
    ),
  ];
}

function custodyLines({ custody, faults, disk, sessions, errors }: SoakReport): string[] {
  const { recordings, purged, playedBackIdentical, heardAgain, extentsOnRecord, verifiedInSeconds, scannedBytes } =
    custody;
  return [
    `- Custody: ${recordings} recordings there, ${purged} purged; ${playedBackIdentical} of a sample heard again and the same (told to come later ${heardAgain.refused} times, broken off and asked again ${heardAgain.broken} times); ${extentsOnRecord} extents on record before their first byte; ${(scannedBytes / GIB).toFixed(2)} GiB without plaintext${faults.plaintext?.length ? ', EXCEPT as above' : ''}.`,
    `- The log was verified in ${fixed(verifiedInSeconds)} s${faults.log?.length ? ' and is NOT as it was written' : ' and is as it was written'}.`,
    `- ${sessions.renewals} renewals of sessions. Errors by code: ${JSON.stringify(errors)}.`,
    `- Disk: ${(disk.usedBytes / GIB).toFixed(2)} GiB used, ${(disk.needBytes / GIB).toFixed(2)} GiB were set aside for it.`,
  ];
}

function changeOf(growth: Growth): string {
  return changeInWords(growth);
}

function changeInWords({
  perHour,
  marginPerHour,
}: {
  readonly perHour: number;
  readonly marginPerHour: number;
}): string {
  const sign = perHour < 0 ? '' : '+';
  return `${sign}${fixed(perHour)} ± ${marginPerHour === Infinity ? 'unknown' : fixed(marginPerHour)}`;
}

function verdict(isFlat: boolean | null): string {
  return isFlat === null ? 'not to be told' : isFlat ? 'yes' : 'NO';
}

function fixed(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1);
}
