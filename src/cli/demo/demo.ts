import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { helsinkiDay } from '../../kernel/calendar.js';
import { CatchingUpClock, SystemClock } from '../../kernel/clock.js';
import type { Config } from '../../platform/config/index.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../server/demo-accounts.js';
import { refuseTakenPort } from '../../server/port.js';
import { startServer, type RunningServer } from '../../server/start-server.js';
import { orderly, type Session } from '../orderly.js';
import { createAccounts } from './create-accounts.js';
import { DemoFolders, type DemoPlaces, type DemoSummary, type LivedPast } from './demo-folders.js';
import { loadDialogues, renderWav } from './dialogues.js';
import { beginningOf, DAYS, liveThrough } from './life/live-through.js';
import { ScheduledWork } from './life/scheduled-work.js';
import { Progress } from './progress.js';
import { demoSettings, type DemoSettings } from './settings.js';
import { welcomeLines } from './welcome.js';

const EXAMPLE_AUDIO = 'example-call.wav';

/**
 * `tallenne demo`: a server on invented calls and accounts whose past was lived through on a moving clock. Continues on
 * the folders of a whole demo; makes a new one otherwise.
 */
export async function demo(): Promise<void> {
  await orderly(async session => {
    const settings = demoSettings(process.env);
    sayIgnored(settings, session);
    const server = await start(settings, session);
    await session.untilStopped(() => server.stop());
  });
}

function sayIgnored({ ignored }: DemoSettings, { say }: Session): void {
  if (ignored.length === 0) return;
  say(`The demo keeps to 127.0.0.1 and its own folders, and takes no notice of ${ignored.join(', ')}.`);
}

async function start(settings: DemoSettings, session: Session): Promise<RunningServer> {
  const { config, places } = settings;
  const folders = await DemoFolders.open(places, session.say);
  await refuseTakenPort(config);
  const server = folders.lived ? await goOn(config, session) : await begin(settings, folders, session);
  try {
    if (folders.lived) await welcome(folders, folders.lived, server, places, session);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function goOn(config: Config, { say, fail }: Session): Promise<RunningServer> {
  say('Going on with the demo that is there ...');
  return startServer({ config, clock: new SystemClock(), onNotice: say, onLost: fail });
}

/**
 * The server listens when its past is lived through; before that it is spoken to without a socket. Whatever ends it in
 * between leaves half a demo, which the next start removes.
 */
async function begin(
  { config, calls }: DemoSettings,
  folders: DemoFolders,
  { say, fail }: Session,
): Promise<RunningServer> {
  say(`Living the last ${DAYS} days of a service desk through, which takes about a minute ...`);
  const until = new Date();
  const clock = new CatchingUpClock(beginningOf(until));
  const progress = new Progress(process.stdout, 'Lived through');
  const onMoment = (fraction: number, at: Date): void => {
    progress.show(fraction, helsinkiDay(at));
  };
  const onNotice = (line: string): void => {
    progress.say(line);
  };
  const prepare = async (server: NestFastifyApplication): Promise<void> => {
    const scheduledWork = new ScheduledWork(server);
    await scheduledWork.rest();
    const { ingestToken } = await createAccounts(server);
    await liveThrough({ server, ingestToken, clock, scheduledWork, until, calls, onMoment });
    clock.goOn();
    scheduledWork.goOn();
    await folders.keepLived({ until: until.toISOString(), ingestToken });
  };
  try {
    return await startServer({ config, clock, prepare, onNotice, onLost: fail });
  } finally {
    progress.end();
  }
}

async function welcome(
  folders: DemoFolders,
  { ingestToken }: LivedPast,
  { url }: RunningServer,
  { dataDir, keysDir, logCopyDir }: DemoPlaces,
  { say }: Session,
): Promise<void> {
  const summary = { url, accounts: accounts(), ingestToken };
  const exampleAudio = join(dataDir, EXAMPLE_AUDIO);
  await writeExampleAudio(exampleAudio);
  await folders.summarise(summary);
  for (const line of welcomeLines({ summary, exampleAudio, now: new Date(), dataDir, keysDir, logCopyDir })) say(line);
}

function accounts(): DemoSummary['accounts'] {
  return DEMO_ACCOUNTS.map(({ username, grants }) => ({
    username,
    password: DEMO_PASSWORD,
    roles: grants.map(({ role }) => role),
  }));
}

/** An invented dialogue; the example command sends it. */
async function writeExampleAudio(path: string): Promise<void> {
  const [dialogue] = await loadDialogues();
  if (dialogue) await writeFile(path, renderWav(dialogue, { format: 'alaw', channels: 2 }));
}
