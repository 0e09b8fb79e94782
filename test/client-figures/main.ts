import { arch, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { longRun, say } from '../support/long-run.js';
import { BrowserHouse } from '../support/browser/browser-house.js';
import { median } from '../support/browser/heard.js';
import { fillWithCalls, TEN_THOUSAND } from '../support/browser/many-calls.js';
import { firstPages } from './first-page.js';
import { hearing } from './hearing.js';
import { scrolling } from './scrolling.js';

/**
 * `npm run test:client-figures -- --rounds 9`: how fast the client is, in Debian's Chromium and on the built server on loopback. It asserts
 * nothing: times are of the machine it runs on, and it says which that was.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const rounds = Number(values.rounds);
const [cpu] = cpus();
say(`${cpu?.model ?? 'unknown'} (${arch()}), ${cpus().length} cores, load before ${(loadavg()[0] ?? NaN).toFixed(1)}`);
await longRun(measure, { durable: true });

/** The client as an agent has it. */
async function measure(): Promise<Record<string, unknown>> {
  const house = await BrowserHouse.open(process.env.CHROMIUM ?? '/usr/bin/chromium');
  try {
    await fillWithCalls(house, TEN_THOUSAND);
    const { page } = await house.seat([{ role: 'agent', purposes: ['service-development'] }], 'fi');
    for (const { how, usableMs, scripts, bytes } of await firstPages(page, house.origin, rounds))
      say(
        `first page of recordings, ${how}: usable after ${round(median(usableMs))} ms (${usableMs.map(round).join(', ')}); ` +
          `${scripts.initial.count} of ${scripts.all} scripts (${kilobytes(scripts.initial.gzipBytes)} kB gzip) before the list was asked for, ` +
          `${scripts.loaded.count} (${kilobytes(scripts.loaded.gzipBytes)} kB) until then; ${kilobytes(bytes)} kB over the line`,
      );
    const heard = await hearing(page, house.origin, rounds);
    say(`heard after the purpose is confirmed: ${round(median(heard))} ms (${heard.map(round).join(', ')})`);
    const { rows, long } = await scrolling(page, house.origin);
    for (const { wallMs, processorMs } of long)
      say(
        `scrolled ${rows} rows: tasks over 50 ms by the clock [${wallMs.join(', ')}], of the processor [${processorMs.join(', ')}]`,
      );
    return { rounds };
  } finally {
    await house.close();
  }
}

function round(ms: number): string {
  return ms.toFixed(0);
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(0);
}
