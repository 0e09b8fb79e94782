import type { LoggerService } from '@nestjs/common';
import type { Clock } from '../../kernel/clock.js';
import { requestInContext } from './request-in-context.js';

/** From the gravest to the least: what is written is what is set and all before it. */
export const OUTPUT_LEVELS = ['error', 'warn', 'info'] as const;
export type OutputLevel = (typeof OUTPUT_LEVELS)[number];

type Fields = Readonly<Record<string, string | number | boolean>>;

/**
 * What the server says of itself: one JSON object a line on standard error, with the level, the time and, while a request is answered, its
 * id and route template. Standard output is for the lines that a person reads at the start.
 */
export class JsonOutput implements LoggerService {
  constructor(
    private readonly most: OutputLevel,
    private readonly clock: Clock,
    private readonly write: (line: string) => void = line => process.stderr.write(line),
  ) {}

  /** One line with `fields`, which hold words of the code and numbers alone. */
  line(level: OutputLevel, fields: Fields): void {
    if (OUTPUT_LEVELS.indexOf(level) > OUTPUT_LEVELS.indexOf(this.most)) return;
    const { requestId, method, route } = requestInContext() ?? {};
    const line = { level, time: this.clock.now().toISOString(), requestId, method, route, ...fields };
    this.write(`${JSON.stringify(line)}\n`);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.#say('error', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.#say('error', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.#say('warn', message, more);
  }

  /** What the framework tells of its own start is nobody's concern. */
  log(): void {
    // nothing
  }

  /** Nest gives the name of who speaks last, and sometimes a stack before it. */
  #say(level: OutputLevel, message: unknown, more: readonly unknown[]): void {
    const context = more.at(-1);
    const from = typeof context === 'string' && !context.includes('\n') ? { context } : {};
    this.line(level, { ...from, message: wordsOf(message) });
  }
}

/** Our own sentences as they are. Of an error, whose message may carry values, name and place alone. */
function wordsOf(message: unknown): string {
  if (typeof message === 'string') return message;
  if (!(message instanceof Error)) return typeof message;
  const place = message.stack?.split('\n').find(line => line.trimStart().startsWith('at '));
  return `${message.name} ${place?.trim() ?? ''}`.trim();
}
