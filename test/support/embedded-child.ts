import { EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';

/**
 * A server in miniature for the tests of the embedded PostgreSQL: starts it on the folder given as argument, says how
 * that went as one line of JSON, and serves until SIGTERM or until PostgreSQL ends.
 */
function say(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

try {
  const postgres = await EmbeddedPostgres.start({
    dataDir: process.argv[2] ?? '',
    onNotice: () => undefined,
    onExit: line => {
      say({ exit: line });
      process.exitCode = 1;
    },
  });
  process.once('SIGTERM', () => void postgres.stop());
  say({ ownerUrl: postgres.ownerUrl, applicationUrl: postgres.applicationUrl });
} catch (error) {
  say({ refused: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
