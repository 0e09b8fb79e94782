import { z } from 'zod';
import { lines } from './controller-settings.js';

/** The conditions of GDPR art. 9(2)(a) to (j). */
export const ARTICLE_9_CONDITIONS = [
  'explicit-consent',
  'employment-law',
  'vital-interests',
  'not-for-profit-body',
  'made-public',
  'legal-claims',
  'substantial-public-interest',
  'health-care',
  'public-health',
  'archiving-or-research',
] as const;
export type Article9Condition = (typeof ARTICLE_9_CONDITIONS)[number];

/** The environment variables of what the privacy notice says beyond the other settings (counsel). */
export const noticeVariables = {
  TALLENNE_ARTICLE_9_CONDITIONS: z
    .string()
    .regex(/^([a-z-]+ *= *[a-z0-9-]+( *, *[a-z-]+ *= *[a-z0-9-]+)*)?$/, 'is a list such as complaint=legal-claims')
    .default(''),
  TALLENNE_UNRECORDED_CONTACT: lines.default([]),
};

/** What only the notice says. */
export interface NoticeSettings {
  /** The condition of art. 9(2) of each purpose as it is written (`register/notice` reads it); empty: none is settled. */
  readonly article9Conditions: string;
  /** How to reach the service desk without being recorded; none where no such way is told. */
  readonly unrecordedContact: readonly string[];
}

export function noticeOf(env: z.infer<z.ZodObject<typeof noticeVariables>>): NoticeSettings {
  return {
    article9Conditions: env.TALLENNE_ARTICLE_9_CONDITIONS,
    unrecordedContact: env.TALLENNE_UNRECORDED_CONTACT,
  };
}
