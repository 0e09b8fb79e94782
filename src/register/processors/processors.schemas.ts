import { z } from 'zod';
import { EEA_COUNTRIES } from '../../kernel/countries.js';
import { format } from '../../platform/http/index.js';

/** In the EEA, whoever it is (privacy notice §11). */
const country = z.enum(EEA_COUNTRIES);
const subProcessor = z.strictObject({ name: format.line(120), task: format.line(200), country });

const terms = {
  name: format.line(120),
  task: format.line(200),
  country,
  undertakingReference: format.line(120),
  undertakingOn: format.day,
  subProcessors: z.array(subProcessor).max(20),
};

export const newProcessor = z.strictObject(terms);
export type NewProcessor = z.output<typeof newProcessor>;

/** All of it as it is to be. */
export const processorChange = z.strictObject({ ...terms, ended: z.boolean() });
export type ProcessorChange = z.output<typeof processorChange>;

export const processorView = z.strictObject({
  ...{ id: format.id, version: z.int(), ...terms, ended: z.boolean() },
  changedBy: format.id,
  changerName: z.string().nullable(),
  changedAt: format.instantOut,
});
export type ProcessorView = z.infer<typeof processorView>;

export const processorList = z.strictObject({ items: z.array(processorView), nextCursor: z.null() });
export type ProcessorList = z.infer<typeof processorList>;
