import { readConfig } from '../../platform/config/index.js';
import { ProveEmpty } from '../../retention/index.js';
import { orderly } from '../orderly.js';
import { withApp } from '../with-app.js';

const NOT_EMPTY = 1;

/** `tallenne prove-empty`: what is left and why. Exit code 1 where something is left that may not be. */
export async function proveEmpty(): Promise<void> {
  await orderly(session =>
    withApp(readConfig(process.env), session, async app => {
      const { isEmpty, lines, sha256 } = await app.get(ProveEmpty).execute();
      for (const line of lines) session.say(line);
      session.say(`SHA-256 of these lines: ${sha256}; the access log has it too.`);
      if (!isEmpty) process.exitCode = NOT_EMPTY;
    }),
  );
}
