import { z } from 'zod';

/** The environment variables of requests of data subjects (counsel). */
export const rightsVariables = {
  TALLENNE_CASE_KEPT_MONTHS: z.coerce.number().int().min(1).max(120).default(24),
  TALLENNE_CASE_HOLD_DAYS: z.coerce.number().int().min(0).max(60).default(30),
  TALLENNE_MAILBOX_TEST_DAYS: z.coerce.number().int().min(1).max(366).default(90),
  TALLENNE_LEGAL_BASES: z
    .string()
    .regex(/^([a-z-]+ *= *[a-z-]+( *, *[a-z-]+ *= *[a-z-]+)*)?$/, 'is a list such as internal-training=consent')
    .default(''),
};

/** How long what is about a request stays, and how often its way in is tried. */
export interface RightsSettings {
  /** A case is kept for so many months after the day on which it was closed. */
  readonly caseKeptMonths: number;
  /** What a case holds is kept for so many days after the day on which it was closed. */
  readonly caseHoldDays: number;
  /** The mailbox of requests is tried at least once in so many days. */
  readonly mailboxTestDays: number;
  /** The legal basis of each purpose as it is written (`rights/effects/legal-bases.ts` reads it); empty: none is settled. */
  readonly legalBases: string;
}

/** The settings from the environment. */
export function rightsOf(env: z.infer<z.ZodObject<typeof rightsVariables>>): RightsSettings {
  return {
    caseKeptMonths: env.TALLENNE_CASE_KEPT_MONTHS,
    caseHoldDays: env.TALLENNE_CASE_HOLD_DAYS,
    mailboxTestDays: env.TALLENNE_MAILBOX_TEST_DAYS,
    legalBases: env.TALLENNE_LEGAL_BASES,
  };
}
