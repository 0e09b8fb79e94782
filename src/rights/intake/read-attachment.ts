import type { Readable } from 'node:stream';
import { DomainError } from '../../kernel/errors.js';
import { invalidRequest, multipartExpected, multipartProblem, type RequestInHand } from '../../platform/http/index.js';

/** How large the file may be is for the store to say. */
const LIMITS = { files: 1, fields: 0, parts: 1, fileSize: Number.MAX_SAFE_INTEGER };

/** A file as somebody sends it. */
export interface SentFile {
  /** One line, at most 255 characters; what it is called, which may name somebody. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Readable;
}

/** What is done with the file while it comes, and what undoes that where the rest of the request is not as it should be. */
export interface Taking<T> {
  readonly take: (file: SentFile) => Promise<T>;
  readonly undo: (taken: T) => Promise<void>;
}

/**
 * Reads the one part of a multipart upload, `file`.
 * @throws DomainError `multipart-expected`, `invalid-request`, `upload-broken`, and what `take` throws
 */
export async function readAttachment<T>(request: RequestInHand, { take, undo }: Taking<T>): Promise<T> {
  if (!request.isMultipart()) throw multipartExpected('one file');
  const taken: T[] = [];
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type !== 'file' || part.fieldname !== 'file') throw invalidRequest(['file: the only part']);
      taken.push(await take({ ...describe(part), bytes: part.file }));
    }
    const [one] = taken;
    if (one === undefined) throw invalidRequest(['file: missing']);
    return one;
  } catch (error) {
    for (const one of taken) await undo(one);
    throw multipartProblem(error, request);
  }
}

const LONGEST_NAME = 255;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9.+-]{0,63}\/[a-z0-9][a-z0-9.+-]{0,63}$/;

function describe({ filename, mimetype }: { readonly filename?: string; readonly mimetype: string }) {
  const name = (filename ?? '').replace(/\p{Cc}/gu, ' ').trim();
  const mediaType = mimetype.toLowerCase();
  return {
    name: name === '' ? 'liite' : name.slice(0, LONGEST_NAME),
    mediaType: MEDIA_TYPE.test(mediaType) ? mediaType : 'application/octet-stream',
  };
}

/** What becomes of a file that a case has no room for. */
export function attachmentsFull(most: number): DomainError {
  return new DomainError('conflict', 'attachments-full', 'The case has as many attachments as it takes.', { most });
}
