import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/**
 * Loaded before the server in its own process (`--import`): at each SIGUSR2 it writes one line of JSON to file descriptor 3 about the
 * process as it is. Every so many times (`SOAK_COLLECT_EVERY`, 0 is never) everything that nobody holds any more is collected first.
 */
const RESOLUTION_MS = 10;
const ANSWERS = 3;
const NS_PER_MS = 1e6;

if (isMainThread) {
  const collectEvery = Number(process.env.SOAK_COLLECT_EVERY);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  let loop = performance.eventLoopUtilization();
  let looks = 0;
  endWithItsParent();
  process.on('SIGUSR2', () => {
    const lag = { p50Ms: lagMs(delay.percentile(50)), p99Ms: lagMs(delay.percentile(99)), maxMs: lagMs(delay.max) };
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, loop);
    loop = now;
    const collectedInMs = collectEvery > 0 && looks++ % collectEvery === 0 ? collect() : null;
    delay.reset();
    const resources = process.getActiveResourcesInfo().length;
    const line = { memory: process.memoryUsage(), lag, utilization, resources, collectedInMs };
    writeSync(ANSWERS, `${JSON.stringify(line)}\n`);
  });
}

/** It is in no group with its parent, so that a Ctrl-C there leaves it to be looked at; but it must not outlive a killed one. */
function endWithItsParent() {
  const parent = new Socket({ fd: ANSWERS, readable: true, writable: false });
  parent.on('error', () => undefined);
  parent.on('close', () => process.kill(process.pid, 'SIGTERM'));
  parent.resume();
  parent.unref();
}

/** The delays hold the resolution with which they are looked for. */
function lagMs(delayNs) {
  return Math.max(0, delayNs / NS_PER_MS - RESOLUTION_MS);
}

function collect() {
  const beganMs = performance.now();
  globalThis.gc();
  return performance.now() - beganMs;
}
