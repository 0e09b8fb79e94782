import { z } from 'zod';
import { format } from '../../platform/http/index.js';
import { DOCUMENT_KINDS } from '../case/case-output.entity.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What whoever attached a file sees of it. */
export const attachedFile = z.strictObject({ id: format.id, sizeBytes: z.int(), sha256 });
export type AttachedFile = z.infer<typeof attachedFile>;

export const documentList = z.strictObject({
  items: z.array(
    z.strictObject({
      id: format.id,
      kind: z.enum(DOCUMENT_KINDS),
      letterKind: z.string().nullable(),
      name: z.string(),
      mediaType: z.string(),
      sizeBytes: z.int(),
      sha256,
      recordingId: format.id.nullable(),
      createdBy: format.id.nullable(),
      creatorName: z.string().nullable(),
      createdAt: format.instantOut,
    }),
  ),
});
export type DocumentList = z.infer<typeof documentList>;
