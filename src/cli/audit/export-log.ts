import { ExportLog } from '../../audit/index.js';
import { readConfig } from '../../platform/config/index.js';
import { Progress } from '../demo/progress.js';
import { orderly } from '../orderly.js';
import { withApp } from '../with-app.js';

/** `tallenne audit export <folder>`: the whole log as files of c2sp.org/tlog-tiles, an event of its own. */
export async function exportLog(folder: string): Promise<void> {
  await orderly(session =>
    withApp(readConfig(process.env), session, async app => {
      const progress = new Progress(process.stdout, 'Exporting the log');
      const size = await app.get(ExportLog).execute(folder, (done, of) => {
        progress.show(done / of, `${done} of ${of} events`);
      });
      progress.say(`${size} events are in ${folder}; "tallenne audit verify --export ${folder}" checks them.`);
    }),
  );
}
