import { setTimeout as wait } from 'node:timers/promises';
import { DELAY_MS, type ConnectionFault } from '../support/fault-kinds.js';
import type { FaultyLink, Passing } from '../support/faulty-link.js';
import { loggedEvents, type LoggedEvent } from '../support/log.js';
import type { TestServer } from '../support/server.js';
import type { Attempt, ChaosWay, Heard } from './chaos-ways.js';

/** A statement may take 30 s, what follows it as long again, and the machine may be busy. */
const NEITHER_AFTER_MS = 100_000;
/** So many at once are all struck before a caller's time for the log (2 s) is over for the first. */
const DELAYED_AT_ONCE = 5;
/** So long after it was let pass, what was delayed has taken effect. */
const ARRIVING_MS = 500;
const NEITHER: Heard = { status: 0, code: 'neither' };

export interface ChaosRound {
  readonly struck: number;
  /** How many answers were errors, and of how many of those what was asked for had taken effect. */
  readonly errors: number;
  readonly errorsWithEffect: number;
  readonly longestMs: number;
  readonly findings: readonly string[];
}

/** What is struck where. */
export interface Target {
  readonly way: ChaosWay;
  readonly link: FaultyLink;
  readonly kind: ConnectionFault;
}

interface Struck extends Target {
  readonly attempt: Attempt;
  readonly statement: Passing;
  readonly heard: Heard;
  /** When it was struck, and how long its answer took. */
  readonly atMs: number;
  readonly tookMs: number;
}

/** Which of the statements of a way are struck. */
export type Chosen = (nth: number) => boolean;

/**
 * Strikes each chosen statement of a way on its way to a link, one attempt each. Each must be answered, with an error or its result;
 * what was answered with a result is in effect once, and what was answered with an error is so once it has been asked for again.
 * Those who wait for what has been struck wait side by side, whatever the target.
 */
export async function strike(
  server: TestServer,
  targets: readonly Target[],
  chosen: Chosen = () => true,
): Promise<ChaosRound> {
  const rounds: ChaosRound[] = [];
  const under: Promise<Struck>[] = [];
  const settle = async (): Promise<void> => {
    const links = new Set(targets.map(({ link }) => link));
    for (const link of links) link.disarm();
    const struck = await Promise.all(under.splice(0));
    for (const link of links) await link.calm();
    await untilArrived(struck);
    rounds.push(await judge(server, struck));
  };
  for (const target of targets) {
    for (let nth = 1; ; nth += 1) {
      if (!chosen(nth)) continue;
      const { struck, passed } = await strikeOne(target, nth);
      if (!struck) {
        target.link.disarm(); // or it would strike what is meant for the next target
        if (passed && isError(passed) && under.length === 0) rounds.push(notStruck(target, passed));
        break;
      }
      under.push(struck);
      if (under.length >= widthOf(target)) await settle();
    }
  }
  await settle();
  return rounds.reduce(sumOf, NOTHING);
}

/** What comes of one attempt: once it was struck, or where the way has no such statement and it `passed`. */
async function strikeOne(
  target: Target,
  nth: number,
): Promise<{ readonly struck: Promise<Struck> | null; readonly passed: Heard | null }> {
  const { way, link, kind } = target;
  const attempt = await way.prepare();
  const fault = link.arm({ kind, nth });
  const began = performance.now();
  const answer = Promise.race([
    attempt.act().catch((error: unknown) => brokenOff(error)),
    wait(NEITHER_AFTER_MS, NEITHER, { ref: false }),
  ]);
  const statement = await Promise.race([fault.strikes, answer.then(() => null)]);
  if (!statement) return { struck: null, passed: await answer };
  const atMs = performance.now();
  const over = (heard: Heard): Struck => ({
    ...{ ...target, attempt, statement, heard, atMs },
    tookMs: performance.now() - began,
  });
  return { struck: answer.then(over), passed: null };
}

function notStruck({ way, kind }: Target, heard: Heard): ChaosRound {
  return { ...NOTHING, findings: [`${way.name}, ${kind} at nothing, heard ${said(heard)}`] };
}

/** How many may wait at once for what has been struck: only where it is a wait at all. */
function widthOf({ link, kind }: Target): number {
  if (kind === 'delayed') return Math.min(DELAYED_AT_ONCE, link.halfOpenAtOnce);
  return kind === 'hang' || kind === 'answer-swallowed' ? link.halfOpenAtOnce : 1;
}

/** What is delayed may arrive, and take effect, after its caller was answered. */
async function untilArrived(struck: readonly Struck[]): Promise<void> {
  const delayed = struck.filter(({ kind }) => kind === 'delayed').map(({ atMs }) => atMs);
  if (delayed.length > 0) await wait(Math.max(0, Math.max(...delayed) + DELAY_MS + ARRIVING_MS - performance.now()));
}

/** The connection to the caller ended without an answer: that is an error, too. */
function brokenOff(error: unknown): Heard {
  return { status: 599, code: error instanceof Error ? error.message : 'unknown' };
}

async function judge(server: TestServer, struck: readonly Struck[]): Promise<ChaosRound> {
  const findings: string[] = [];
  let errorsWithEffect = 0;
  for (const { way, kind, attempt, statement, heard } of struck) {
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
