import { readConfig } from '../platform/config/index.js';
import { DueDaysToPurge, RunPurges } from '../retention/index.js';
import { orderly } from './orderly.js';
import { withApp } from './with-app.js';

/** `tallenne purge`: what is over goes now; with `--dry-run` it is only counted. Works beside a running server. */
export async function purge({ dryRun = false }: { dryRun?: boolean }): Promise<void> {
  await orderly(session =>
    withApp(readConfig(process.env), session, async app => {
      const days = await app.get(DueDaysToPurge).listCounted();
      for (const { day, recordings, contacts, quarantined } of days) {
        session.say(`${day}  recordings ${recordings}  contacts ${contacts}  to sort out ${quarantined}`);
      }
      if (days.length === 0) session.say('Nothing is over.');
      if (!dryRun) await app.get(RunPurges).execute();
    }),
  );
}
