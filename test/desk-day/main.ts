import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runDeskDay } from './run-desk-day.js';

/** `npm run test:desk-day -- --calls 5000 --seed 1`: the last line is the report as JSON; faults end it with exit code 1. */
const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '5000' },
    seed: { type: 'string' },
    'kill-every': { type: 'string', default: '60' },
    'disk-full': { type: 'string', default: '30' },
    wait: { type: 'string', default: '60' },
  },
});
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stop.abort();
  });
}
const seed = wholeNumber(values.seed ?? String(randomInt(2 ** 31)));
say(`${values.calls} calls, seed ${seed}`);
const report = await runDeskDay({
  calls: wholeNumber(values.calls),
  seed,
  killEveryMs: wholeNumber(values['kill-every']) * 1000,
  diskFullMs: wholeNumber(values['disk-full']) * 1000,
  waitMs: wholeNumber(values.wait) * 1000,
  onProgress: say,
  signal: stop.signal,
});
say(JSON.stringify(report));
if (Object.values(report.faults).some(list => list.length > 0)) process.exitCode = 1;

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`${text} is no whole number`);
  return number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
