import { setTimeout as wait } from 'node:timers/promises';
import { DELAY_MS, type ConnectionFault } from '../support/fault-kinds.js';
import type { FaultyLink, Passing } from '../support/faulty-link.js';
import { loggedEvents, type LoggedEvent } from '../support/log.js';
import type { TestServer } from '../support/server.js';
import type { Attempt, ChaosWay, Heard } from './chaos-ways.js';

/** A statement may take 30 s, what follows it as long again, and the machine may be busy. */
const NEITHER_AFTER_MS = 100_000;
const NEITHER: Heard = { status: 0, code: 'neither' };

export interface ChaosRound {
  readonly struck: number;
  /** How many answers were errors, and of how many of those what was asked for had taken effect. */
  readonly errors: number;
  readonly errorsWithEffect: number;
  readonly longestMs: number;
  readonly findings: readonly string[];
}

interface Struck {
  readonly attempt: Attempt;
  readonly statement: Passing;
  readonly heard: Heard;
  readonly tookMs: number;
}

/** Which of the statements of a way are struck. */
export type Chosen = (nth: number) => boolean;

/**
 * Strikes each chosen statement of a way on its way to `link`, one attempt each. Each must be answered, with an error or its result;
 * what was answered with a result is in effect once, and what was answered with an error is so once it has been asked for again.
 */
export async function strikeWay(
  server: TestServer,
  link: FaultyLink,
  way: ChaosWay,
  kind: ConnectionFault,
  chosen: Chosen = () => true,
): Promise<ChaosRound> {
  const width = kind === 'hang' || kind === 'answer-swallowed' ? link.halfOpenAtOnce : 1;
  const rounds: ChaosRound[] = [];
  const under: Promise<Struck>[] = [];
  const settle = async (): Promise<void> => {
    link.disarm();
    const struck = await Promise.all(under.splice(0));
    await link.calm();
    if (kind === 'delayed') await wait(DELAY_MS);
    rounds.push(await judge(server, way, kind, struck));
  };
  for (let nth = 1; ; nth += 1) {
    if (!chosen(nth)) continue;
    const attempt = await way.prepare();
    const fault = link.arm({ kind, nth });
    const began = performance.now();
    const answer = Promise.race([
      attempt.act().catch((error: unknown) => brokenOff(error)),
      wait(NEITHER_AFTER_MS, NEITHER, { ref: false }),
    ]);
    const statement = await Promise.race([fault.strikes, answer.then(() => null)]);
    if (!statement) break;
    under.push(answer.then(heard => ({ attempt, statement, heard, tookMs: performance.now() - began })));
    if (under.length >= width) await settle();
  }
  await settle();
  return rounds.reduce(sumOf, NOTHING);
}

/** The connection to the caller ended without an answer: that is an error, too. */
function brokenOff(error: unknown): Heard {
  return { status: 599, code: error instanceof Error ? error.message : 'unknown' };
}

async function judge(
  server: TestServer,
  way: ChaosWay,
  kind: ConnectionFault,
  struck: readonly Struck[],
): Promise<ChaosRound> {
  const findings: string[] = [];
  let errorsWithEffect = 0;
  for (const { attempt, statement, heard } of struck) {
    const effects = await attempt.effects();
    const before = await eventsOf(server, way, attempt);
    if (isError(heard) && effects === 1) errorsWithEffect += 1;
    const again = isError(heard) ? await attempt.act().catch(brokenOff) : heard;
    const [atLast, events] = [await attempt.effects(), await eventsOf(server, way, attempt)];
    const found = [
      ...(heard === NEITHER ? ['neither an error nor a result'] : []),
      ...(isError(heard) && heard.status < 500 ? [`an error of the caller's: ${said(heard)}`] : []),
      ...(!isError(heard) && effects !== null && effects !== 1 ? [`a result, and in effect ${effects} times`] : []),
      ...(effects === 1 && before.some(({ outcome }) => outcome !== 'done') ? ['recorded as refused, and done'] : []),
      ...(isError(again) && !(again.status === 409 && effects === 1) ? [`asked again it is ${said(again)}`] : []),
      ...(atLast !== null && atLast !== 1 ? [`at last in effect ${atLast} times`] : []),
      ...(way.action !== null && countDone(events) !== 1 ? [`on record as done ${countDone(events)} times`] : []),
    ];
    findings.push(
      ...found.map(what => `${way.name}, ${kind} at "${statement.text.slice(0, 70)}", heard ${said(heard)}: ${what}`),
    );
  }
  const errors = struck.filter(({ heard }) => isError(heard)).length;
  const longestMs = Math.round(Math.max(0, ...struck.map(({ tookMs }) => tookMs)));
  return { struck: struck.length, errors, errorsWithEffect, longestMs, findings };
}

async function eventsOf(server: TestServer, way: ChaosWay, attempt: Attempt): Promise<LoggedEvent[]> {
  return way.action === null ? [] : (await loggedEvents(server, way.action)).filter(event => attempt.isMine(event));
}

function countDone(events: readonly LoggedEvent[]): number {
  return events.filter(({ outcome }) => outcome === 'done').length;
}

function isError({ status }: Heard): boolean {
  return status === 0 || status >= 300;
}

function said({ status, code }: Heard): string {
  return `${status} ${code}`.trim();
}

const NOTHING: ChaosRound = { struck: 0, errors: 0, errorsWithEffect: 0, longestMs: 0, findings: [] };

export function sumOf(one: ChaosRound, other: ChaosRound): ChaosRound {
  return {
    struck: one.struck + other.struck,
    errors: one.errors + other.errors,
    errorsWithEffect: one.errorsWithEffect + other.errorsWithEffect,
    longestMs: Math.max(one.longestMs, other.longestMs),
    findings: [...one.findings, ...other.findings],
  };
}
