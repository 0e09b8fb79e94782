import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { PURPOSES } from '../purposes.js';
import { ROLES } from '../roles.js';
import { fitsEvent, scopeNames, TOO_MANY_NAMES } from './scope.schemas.js';

/** What people in a usual post are granted; like a grant, with a length instead of days. */
export const newTemplate = z
  .strictObject({
    name: format.line(120),
    role: z.enum(ROLES),
    queues: scopeNames.default('all'),
    units: scopeNames.default('all'),
    ownCallsOnly: z.boolean().default(false),
    purposes: format.each(z.array(z.enum(PURPOSES)).max(PURPOSES.length)).default([]),
    validMonths: z.number().int().min(1).max(24),
  })
  .refine(fitsEvent, TOO_MANY_NAMES);
export type NewTemplate = z.output<typeof newTemplate>;

export const templateView = z.strictObject({
  id: format.id,
  name: z.string(),
  role: z.enum(ROLES),
  queues: z.union([z.literal('all'), z.array(z.string())]),
  units: z.union([z.literal('all'), z.array(z.string())]),
  ownCallsOnly: z.boolean(),
  purposes: z.array(z.enum(PURPOSES)),
  validMonths: z.number().int(),
  changedAt: format.instantOut,
  changedBy: format.id,
});
export type TemplateView = z.infer<typeof templateView>;

/** All of them by name: there are as many as usual posts. */
export const templateList = z.strictObject({ items: z.array(templateView), nextCursor: z.null() });
