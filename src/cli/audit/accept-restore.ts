import { AcceptRestore, type AcceptedRestore } from '../../audit/index.js';
import { readConfig } from '../../platform/config/index.js';
import { orderly } from '../orderly.js';
import { withApp } from '../with-app.js';

/** What is asked of `tallenne audit accept-restore`. */
export interface AcceptRestoreOptions {
  readonly reason: string;
  /** The copy is lost for good: begin another one from the database as it is. */
  readonly copyLost?: boolean;
}

/** `tallenne audit accept-restore`: somebody answers for going on from a restored backup. Works beside a running server. */
export async function acceptRestore({ reason, copyLost = false }: AcceptRestoreOptions): Promise<void> {
  await orderly(session =>
    withApp(readConfig(process.env), session, async app => {
      if (copyLost) {
        await app.get(AcceptRestore).beginCopyAnew(reason);
        session.say('A new copy of the log begins; a running server opens by itself within seconds.');
        return;
      }
      const accepted = await app.get(AcceptRestore).execute(reason);
      for (const line of linesOf(accepted)) session.say(line);
    }),
  );
}

function linesOf({ imported, replayed, notReplayed }: AcceptedRestore): string[] {
  return [
    `${imported} events came back into the log, which is one log again.`,
    ...Object.entries(replayed).map(([action, count]) => `brought about once more: ${action} ${count}`),
    ...Object.entries(notReplayed).map(([action, count]) => `not in the backup, look into it: ${action} ${count}`),
    'All sessions have ended. A running server opens by itself within seconds.',
  ];
}
