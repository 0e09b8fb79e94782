import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { reference, SOUGHT_AS } from '../../recordings/index.js';

const moment = z.union([format.instant, format.day]);
const personal = ['name', 'phone', 'email', 'personalIdentityCode'] as const;

/** Body of `POST /rights-requests/:id/searches`; any one of the personal fields finds, the other criteria narrow that down. */
export const wantedSearch = z
  .strictObject({
    as: z.enum(SOUGHT_AS),
    name: format.line(200).optional(),
    phone: format.line(64).optional(),
    email: format.line(254).optional(),
    personalIdentityCode: format.line(40).optional(),
    unit: format.line(120).optional(),
    from: moment.optional(),
    to: moment.optional(),
    ticket: reference.optional(),
    agentStaffId: format.id.optional(),
  })
  .refine(wanted => wanted.as !== 'employee' || personal.every(field => wanted[field] === undefined), {
    message: 'an employee is looked for by the staff id, not by personal fields',
  });
export type WantedSearch = z.output<typeof wantedSearch>;

/** What a search found. `more`: there is more than one search gives; look for less. */
export const searchResult = z.strictObject({
  id: format.id,
  hits: z.int(),
  more: z.boolean(),
  /** How many of them the case did not know yet. */
  added: z.int(),
});
export type SearchResult = z.infer<typeof searchResult>;
