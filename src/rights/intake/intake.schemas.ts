import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { RIGHTS } from '../case/rights.js';
import { ANSWER_LANGUAGES, RECEIPT_CHANNELS } from '../case/rights-case.entity.js';

/** As somebody who asks names themselves; a code is taken as it is written, and no form is demanded. */
export const namedPerson = z.strictObject({
  name: format.line(200).optional(),
  personalIdentityCode: format.line(20).optional(),
  phone: format.line(40).optional(),
  email: format.line(200).optional(),
  address: format.text(500).optional(),
  unit: format.line(200).optional(),
});

export const representative = z.strictObject({
  name: format.line(200),
  mandate: format.text(1000),
  contact: format.line(200).optional(),
});

/** That a request was received, when and how. */
export const newRequest = z.strictObject({
  receivedAt: format.instant,
  channel: z.enum(RECEIPT_CHANNELS).exclude(['authority']),
  language: z.enum(ANSWER_LANGUAGES).default('fi'),
  text: format.text(20_000),
  /** What is asked for, as far as whoever takes it in can tell; the officer settles it. */
  rights: format.each(z.array(z.enum(RIGHTS)).max(RIGHTS.length)).default([]),
  person: namedPerson.default({}),
  representative: representative.optional(),
});
export type NewRequest = z.output<typeof newRequest>;

/** What whoever registered a request sees of it, then and never again. */
export const registeredRequest = z.strictObject({ id: format.id, number: z.string(), lastOn: format.day });
export type RegisteredRequest = z.infer<typeof registeredRequest>;
