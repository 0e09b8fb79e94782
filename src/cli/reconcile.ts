import { readConfig } from '../platform/config/index.js';
import { Reconcile, type ReconciliationReport } from '../retention/index.js';
import { Progress } from './demo/progress.js';
import { orderly } from './orderly.js';
import { withApp } from './with-app.js';

const FOUND = 1;

/** What is looked at, in this order, as the bar says it. */
const STEPS = { over: 'what is over', keys: 'keys', blobs: 'blobs', audio: 'recordings decrypted', none: '' } as const;
const ORDER = Object.keys(STEPS);

/** `tallenne reconcile`: rows, keys and blobs are compared now. Exit code 1 where there is an incident. */
export async function reconcile(): Promise<void> {
  await orderly(session =>
    withApp(readConfig(process.env), session, async app => {
      const progress = new Progress(process.stdout, 'Reconciling');
      const report = await app.get(Reconcile).execute(null, (step, done) => {
        progress.show(ORDER.indexOf(step) / (ORDER.length - 1), `${done} ${STEPS[step]}`);
      });
      progress.end();
      for (const line of linesOf(report)) session.say(line);
      if (report && report.incidents > 0) process.exitCode = FOUND;
    }),
  );
}

function linesOf(report: ReconciliationReport | null): string[] {
  if (!report) return ['Another reconciliation is under way.'];
  const counts = Object.entries(report.counts).map(([name, count]) => `${name} ${count}`);
  const found = report.incidents === 0 ? 'No incident.' : `Incidents: ${report.incidents}; see them under Retention.`;
  return [...counts, found];
}
