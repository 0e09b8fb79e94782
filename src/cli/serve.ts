import { SystemClock } from '../kernel/clock.js';
import { readDeclaredConfig } from '../platform/config/index.js';
import { startServer, type RunningServer } from '../server/start-server.js';
import { orderly } from './orderly.js';

/** Starts the server and serves until it is told to stop. */
export async function serve(): Promise<void> {
  await orderly(async ({ say, untilStopped, fail }) => {
    const config = readDeclaredConfig(process.env);
    const server = await startServer({
      config,
      clock: new SystemClock(),
      onNotice: say,
      onLost: fail,
    });
    say(`Tallenne listens at ${server.url}`);
    if (config.publicOrigin === null) say(`Open ${pageOf(server.url)} in a browser of this machine`);
    sayFirstAdministrator(server, say);
    await untilStopped(() => server.stop());
  });
}

/** Passkeys belong to a name: at the address of loopback a browser has none. */
function pageOf(url: string): string {
  return `http://localhost:${new URL(url).port}`;
}

function sayFirstAdministrator({ firstAdministrator }: RunningServer, say: (line: string) => void): void {
  if (!firstAdministrator) return;
  say('First start: sign in as the administrator below; the password works once and is shown this once.');
  say(`  user name  ${firstAdministrator.username}`);
  say(`  password   ${firstAdministrator.password}`);
}
