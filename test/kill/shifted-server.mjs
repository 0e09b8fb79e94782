import { createInterface } from 'node:readline';
import { Clock } from '../../dist/src/kernel/clock.js';
import { BlobStore } from '../../dist/src/platform/blobs/blob-store.js';
import { readDeclaredConfig } from '../../dist/src/platform/config/index.js';
import { EndHoldsJob } from '../../dist/src/retention/holds/end-holds.job.js';
import { Reconcile, RunPurges } from '../../dist/src/retention/index.js';
import { startServer } from '../../dist/src/server/start-server.js';

/** The machine's clock, and so much ahead of it. */
class ShiftedClock extends Clock {
  aheadMs = Number(process.argv[2] ?? 0);

  now() {
    return new Date(Date.now() + this.aheadMs);
  }
}

/** `tallenne serve` under a clock that a test sets: a line `set <ms ahead>`, `purge` or `reconcile` on standard input is done and answered. */
const clock = new ShiftedClock();
const fail = line => {
  process.stdout.write(`${line}\n`);
  process.exit(1);
};
const server = await startServer({
  config: readDeclaredConfig(process.env),
  clock,
  onNotice: () => undefined,
  onLost: fail,
}).catch(error => fail(error.message));
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
process.stdout.write(`Tallenne listens at ${server.url}\n`);

const orders = {
  set: ahead => {
    clock.aheadMs = Number(ahead);
  },
  purge: async () => {
    await server.app.get(EndHoldsJob).execute();
    await server.app.get(RunPurges).execute();
  },
  // Nobody delivers meanwhile, so that whatever is staged was cut off; the job waits for a day of the machine's own.
  reconcile: async () => {
    await server.app.get(BlobStore).sweepStaged(0);
    await server.app.get(Reconcile).execute(null);
  },
};
for await (const line of createInterface(process.stdin)) {
  const [order, argument] = line.split(' ');
  const said = await Promise.resolve(orders[order](argument)).then(
    () => 'done',
    error => `failed: ${error.message}`,
  );
  process.stdout.write(`order ${line} ${said}\n`);
}
