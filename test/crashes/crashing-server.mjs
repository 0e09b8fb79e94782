import { createInterface } from 'node:readline';
import { SchedulerRegistry } from '@nestjs/schedule';
import { MovableClock } from '../../dist/src/kernel/clock.js';
import { strikeAt } from '../../dist/src/kernel/crash-points.js';
import { readConfig } from '../../dist/src/platform/config/index.js';
import { RunPurges } from '../../dist/src/retention/index.js';
import { startServer } from '../../dist/src/server/start-server.js';

/** A server in a process of its own that kills itself (`kill -9`) when it comes to one point. Told a time, it purges then. */
const { env, at, point } = JSON.parse(process.argv[2] ?? ''); // CrashingServerOptions of start-crashing.ts
const clock = new MovableClock(new Date(at));
const server = await startServer({
  config: readConfig({ ...env }, { demo: true }),
  clock,
  onNotice: () => undefined,
  onLost: () => undefined,
  prepare: app => {
    for (const job of app.get(SchedulerRegistry).getCronJobs().values()) void job.stop();
    return Promise.resolve();
  },
});
strikeAt(reached => {
  if (reached === point) process.kill(process.pid, 'SIGKILL');
});
process.stdout.write(`${server.url}\n`);
for await (const line of createInterface(process.stdin)) {
  clock.moveTo(new Date(line));
  await server.app.get(RunPurges).execute();
}
