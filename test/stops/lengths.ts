import type { SeenStatement } from '../support/fault-statements.js';

/** What is known of a job's statements: how many it had at most from its first one that changes something on, and how many in all. */
interface Length {
  readonly working: number;
  readonly all: number;
}

const FIRST_GUESS: Length = { working: 6, all: 5 };
const CHANGES = /\b(?:insert into|update (?!skip)|delete from|prune_audit_log|forget_audit_texts)/i;

/** How many statements the jobs have, learned from those that were over before they could be stopped. */
export class Lengths {
  readonly #lengths = new Map<string, Length>();

  of(job: string): Length {
    return this.#lengths.get(job) ?? FIRST_GUESS;
  }

  /** Whether a job was found to ask the database for nothing: it can't be stopped at a statement. */
  isSilent(job: string): boolean {
    return this.of(job).all === 0;
  }

  /** It was over after so many. */
  over(job: string, { working, all }: Length): void {
    this.#lengths.set(job, { working, all });
  }

  /** It was stopped at the last of so many, and may have more. */
  stopped(job: string, seen: Length): void {
    const { working, all } = this.of(job);
    this.#lengths.set(job, {
      working: seen.working === 0 ? working : Math.max(working, seen.working) + 2,
      all: Math.max(all, seen.all),
    });
  }
}

/** Counts the statements of one run of a job, and those of them from the first on that changes something. */
export class Counted {
  all = 0;
  working = 0;

  see({ text }: SeenStatement): void {
    this.all += 1;
    if (this.working > 0 || CHANGES.test(text)) this.working += 1;
  }
}
