import { setTimeout as wait } from 'node:timers/promises';
import type { SeededRandom } from '../../src/cli/demo/seeded-random.js';
import { Client } from '../support/client.js';
import { AudioReader, PACES, type Pace } from './audio-reader.js';
import { ChangesReader } from './changes-reader.js';
import type { Installation, SignedInPerson } from './installation.js';
import { handedOver, whenClosed } from './socket-table.js';
import { make, STOPS, TOLD, type Stop } from './stops.js';

const LISTENED_MS = [50, 400] as const;
/** Longer than an answer may go on, so that it is seen by how much it does. */
const WATCHED_MS = 8_000;

/** How one answer stopped. */
export interface StoppedAnswer {
  readonly reader: Pace | 'page';
  /** From the commit to the end of the answer; null where it did not stop. */
  readonly afterMs: number | null;
  /**
   * What left the server's process after the commit: what arrived, without what the kernel had by then. Null where the
   * answer had stopped before that could be read.
   */
  readonly bytesAfter: number | null;
}

export interface Trial {
  readonly stop: Stop;
  readonly answers: readonly StoppedAnswer[];
}

/** What is drawn before anything begins, so that a seed always asks for the same. */
interface Plan {
  readonly stop: Stop;
  readonly changedAt: string;
  readonly listenedAt: readonly string[];
  readonly pageAt: string;
  readonly listenedMs: number;
}

/** One listener with three open answers and a page on two instances, until a change stops them. */
export async function runTrial(installation: Installation, recording: string, random: SeededRandom): Promise<Trial> {
  const plan = planOf(installation.urls, random);
  const person = await installation.newListener();
  const page = await ChangesReader.open(plan.pageAt, person.token);
  const readers = await Promise.all(
    PACES.map((pace, index) => listen(pace, plan.listenedAt[index] ?? plan.pageAt, person, recording)),
  );
  try {
    await wait(plan.listenedMs);
    const { at, moments } = await change(installation, plan, person, recording, readers);
    const audio = await stopped(readers, moments, at);
    const told = await toldAfter(page, plan.stop, at);
    return { stop: plan.stop, answers: told ? [...audio, told] : audio };
  } finally {
    for (const reader of readers) reader.close();
    page.close();
    if (plan.stop === 'restriction')
      await installation.beside.sql('update recording set restricted = false where id = $1', [recording]);
  }
}

function planOf(urls: readonly string[], random: SeededRandom): Plan {
  const [one = '', other = ''] = random.chance(0.5) ? urls : urls.toReversed();
  const [first, second] = random.pick([
    [one, other],
    [one, one],
    [other, one],
  ] as const);
  return {
    stop: random.pick(STOPS),
    changedAt: random.pick(urls),
    listenedAt: [first, second, other],
    pageAt: random.pick(urls),
    listenedMs: random.between(...LISTENED_MS),
  };
}

async function listen(pace: Pace, url: string, { token }: SignedInPerson, recording: string): Promise<AudioReader> {
  const purpose = { purpose: 'internal-training' };
  const { status, body } = await new Client(url, token).post(`/recordings/${recording}/playbacks`, purpose);
  if (status !== 201) throw new Error(`a playback was answered with ${status}`);
  return AudioReader.open(pace, `${url}${String(body.audioUrl)}`, token);
}

/** Makes the change. Its moment is when it is told, or answered where nothing is told. */
async function change(
  installation: Installation,
  plan: Plan,
  person: SignedInPerson,
  recording: string,
  readers: readonly AudioReader[],
) {
  const told: { readonly at: number; readonly moments: readonly (number | null)[] }[] = [];
  const mine = [person.id, recording];
  const forget = installation.onChange(name => {
    if (mine.some(id => name.endsWith(id)))
      told.push({ at: performance.now(), moments: momentsOf(readers, installation.servedPorts) });
  });
  await make(plan.stop, installation, person, { url: plan.changedAt, recording });
  const answered = { at: performance.now(), moments: momentsOf(readers, installation.servedPorts) };
  forget();
  return told[0] ?? answered;
}

/** Of each reader: the bytes that have left the server's process by now; null where its end is closed already. */
function momentsOf(readers: readonly AudioReader[], servedPorts: readonly number[]): (number | null)[] {
  const handed = handedOver(servedPorts);
  return readers.map(reader => reader.arrivingBytes(handed.get(reader.connection)));
}

async function stopped(
  readers: readonly AudioReader[],
  moments: readonly (number | null)[],
  at: number,
): Promise<StoppedAnswer[]> {
  const names = readers.map(({ connection }) => connection); // one that is gone has forgotten its ports
  const waiting = names.filter((_, index) => readers[index]?.pace !== 'fast');
  const fast = Promise.race([
    Promise.all(readers.filter(({ pace }) => pace === 'fast').map(({ over }) => over)).then(() => performance.now()),
    wait(WATCHED_MS, null, { ref: false }),
  ]);
  const [closedAt, fastAt] = [await whenClosed(waiting, WATCHED_MS), await fast];
  await Promise.race([
    Promise.all(readers.map(reader => reader.takeTheRest())),
    wait(WATCHED_MS, null, { ref: false }),
  ]);
  return readers.map((reader, index) => {
    const endedAt = reader.pace === 'fast' ? fastAt : (closedAt.get(names[index] ?? '') ?? null);
    return {
      reader: reader.pace,
      afterMs: endedAt === null || reader.gotWhole ? null : Math.max(0, endedAt - at),
      bytesAfter: bytesAfter(reader, moments[index] ?? null),
    };
  });
}

function bytesAfter({ arrivedBytes }: AudioReader, moment: number | null): number | null {
  return moment === null ? null : Math.max(0, arrivedBytes - moment);
}

/** When the page knew, or its stream ended with the session. */
async function toldAfter(page: ChangesReader, stop: Stop, at: number): Promise<StoppedAnswer | null> {
  const event = TOLD[stop];
  if (event === null) return null;
  const deadline = performance.now() + WATCHED_MS;
  const isDone = () => page.at.has(event) && (event === 'rights-changed' || page.closedAt !== null);
  while (!isDone() && performance.now() < deadline) await wait(5);
  const toldAt = event === 'session-ended' ? page.closedAt : (page.at.get(event) ?? null);
  return { reader: 'page', afterMs: toldAt === null || !isDone() ? null : Math.max(0, toldAt - at), bytesAfter: 0 };
}
