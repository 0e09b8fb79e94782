import { createInterface } from 'node:readline';
import { MovableClock } from '../../src/kernel/clock.js';
import { readConfig } from '../../src/platform/config/index.js';
import { startServer } from '../../src/server/start-server.js';
import { stopSchedule } from '../support/fault-server.js';
import { scheduledJobs } from './scheduled-jobs.js';

/** What the process is started with, as JSON in its one argument. */
export interface StoppingServerOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly at: string;
}

/** An instance in a process of its own that does its scheduled work only when a line `run <job>` tells it; `at <instant>` sets its clock. */
const { env, at } = JSON.parse(process.argv[2] ?? '') as StoppingServerOptions; // as stopped-instance.ts writes it
const clock = new MovableClock(new Date(at));
const server = await startServer({
  config: readConfig({ ...env }, { demo: true }),
  clock,
  onNotice: () => undefined,
  onLost: () => undefined,
  prepare: app => {
    stopSchedule(app);
    return Promise.resolve();
  },
});
const jobs = scheduledJobs(server.app);
process.stdout.write(`listens\n`);
for await (const line of createInterface(process.stdin)) {
  const [order = '', argument = ''] = line.split(' ');
  if (order === 'at') clock.moveTo(new Date(argument));
  else void run(argument).then(said => process.stdout.write(`${argument} ${said}\n`));
}

async function run(name: string): Promise<string> {
  const job = jobs.get(name);
  if (!job) return 'unknown';
  return job().then(
    () => 'done',
    (error: unknown) => `failed ${error instanceof Error ? error.name : ''}`,
  );
}
