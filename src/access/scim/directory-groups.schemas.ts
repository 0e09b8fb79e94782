import { z } from 'zod';
import { format } from '../../platform/http/index.js';

/** The template whose grant members are proposed for; null for none. */
export const groupMapping = z.strictObject({ templateId: format.id.nullable() });
export type GroupMapping = z.output<typeof groupMapping>;

/** A group of a directory. `clientName`: the service account that keeps it. */
export const directoryGroupView = z.strictObject({
  id: format.id,
  displayName: z.string(),
  clientName: z.string(),
  memberCount: z.number().int(),
  templateId: format.id.nullable(),
  mappedBy: format.id.nullable(),
  mappedAt: format.instantOut.nullable(),
});
export type DirectoryGroupView = z.infer<typeof directoryGroupView>;

/** All of them by name: there are as many as a directory pushes here on purpose. */
export const directoryGroupList = z.strictObject({ items: z.array(directoryGroupView), nextCursor: z.null() });
export type DirectoryGroupList = z.infer<typeof directoryGroupList>;
