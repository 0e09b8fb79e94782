import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { uptime } from 'node:os';
import { SystemClock, type Clock } from '../../kernel/clock.js';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** How long the machine has been up, which nobody can set, and since which boot. */
export abstract class Uptime {
  abstract readonly bootId: string;
  /** The system names its boots, and keeps the name from this process: `bootId` tells nothing of the machine. */
  abstract readonly hidesBoot: boolean;
  abstract ms(): number;
}

/** The machine's own. Where nothing names its boot, each process has one of its own: then every start is a new boot. */
export class SystemUptime extends Uptime {
  readonly bootId: string;
  readonly hidesBoot: boolean;

  constructor(path = BOOT_ID, system: NodeJS.Platform = process.platform) {
    super();
    const named = namedBoot(path);
    this.bootId = named ?? `process:${randomUUID()}`;
    this.hidesBoot = named === null && system === 'linux';
  }

  ms(): number {
    return Math.round(uptime() * 1000);
  }
}

/** Goes as a clock goes that is moved: for tests and the demo's past. A test lets the two part, and boots anew. */
export class MovedUptime extends Uptime {
  bootId = 'moved-clock';
  hidesBoot = false;
  #beganMs = 0;

  constructor(private readonly clock: Clock) {
    super();
  }

  ms(): number {
    return this.clock.now().getTime() - this.#beganMs;
  }

  /** The clock is set, by `durationMs`, and no time passes. */
  leaveBehind(durationMs: number): void {
    this.#beganMs += durationMs;
  }

  /** The machine starts anew. How long it was off, its clock alone can tell. */
  reboot(): void {
    this.bootId = randomUUID();
    this.#beganMs = this.clock.now().getTime();
  }
}

const moved = new WeakMap<Clock, MovedUptime>();

/** The uptime that goes with `clock`: one for each clock that is moved, however many servers go by it. */
export function uptimeOf(clock: Clock): Uptime {
  if (clock instanceof SystemClock) return new SystemUptime();
  const known = moved.get(clock) ?? new MovedUptime(clock);
  moved.set(clock, known);
  return known;
}

function namedBoot(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
