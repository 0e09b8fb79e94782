import { DomainError } from '../kernel/errors.js';
import { WrongSetting } from '../platform/config/index.js';
import { StartRefused } from '../platform/database/embedded-start-refused.js';
import { UnsafeApplicationRole } from '../platform/database/migrate.js';

/** What a command has to speak and to wait with. */
export interface Session {
  readonly say: (line: string) => void;
  /** Ends the process with one line: something it cannot do without is lost. */
  readonly fail: (line: string) => void;
  /** Waits for Ctrl-C, SIGTERM or the end of the terminal, then stops; a second one does not wait. */
  readonly untilStopped: (stop: () => Promise<void>) => Promise<void>;
}

/** Runs a command so that whatever stops it from starting is one clear line and exit code 1. */
export async function orderly(command: (session: Session) => Promise<void>): Promise<void> {
  for (const signal of STOPPING) process.once(signal, leave);
  try {
    await command({ say, fail, untilStopped });
  } catch (error) {
    say(lineOf(error));
    process.exitCode = 1;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(line: string): void {
  say(line);
  process.exit(1);
}

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const INTERRUPTED = 130;

/** Before there is something to stop in order, and when somebody will not wait for it: exit hooks do what must be done. */
function leave(): never {
  process.exit(INTERRUPTED);
}

async function untilStopped(stop: () => Promise<void>): Promise<void> {
  await new Promise<void>(resolve => {
    for (const signal of STOPPING) {
      process.off(signal, leave);
      process.once(signal, () => {
        for (const again of STOPPING) process.once(again, leave);
        resolve();
      });
    }
  });
  await stop();
}

/** What the operator can act on is said in its own words; anything else is a defect, and says where. */
function lineOf(error: unknown): string {
  if (error instanceof WrongSetting) return `Wrong setting. ${error.message}`;
  if (error instanceof StartRefused || error instanceof UnsafeApplicationRole || error instanceof DomainError)
    return error.message;
  return `Couldn't start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
