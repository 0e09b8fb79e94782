import '@fastify/multipart';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { invalidRequest, type RequestInHand } from '../../platform/http/index.js';
import { recordingMetadata, type RecordingMetadata } from './metadata.schemas.js';
import { ReceiveAudio, type ReceivedAudio } from './receive-audio.js';

const MAX_METADATA_BYTES = 64 * 1024;

interface Upload {
  readonly call: RecordingMetadata;
  readonly audio: ReceivedAudio;
}

/** Reads `metadata` and `audio` of a multipart upload, in either order, the audio straight into the store. */
@Injectable()
export class ReadUpload {
  constructor(private readonly receiveAudio: ReceiveAudio) {}

  /**
   * On any error nothing is left in the store.
   * @throws DomainError `multipart-expected`, `invalid-request`, `upload-broken`, `audio-...`
   */
  async execute(request: RequestInHand, id: string, key: DataKey): Promise<Upload> {
    if (!request.isMultipart()) {
      throw new DomainError(
        'unsupported-type',
        'multipart-expected',
        'Send multipart/form-data with metadata and audio.',
      );
    }
    const received: { call?: RecordingMetadata; audio?: ReceivedAudio } = {};
    try {
      await this.#readParts(request, id, key, received);
      return whole(received);
    } catch (error) {
      await received.audio?.staged.discard();
      throw asProblem(error);
    }
  }

  async #readParts(
    request: RequestInHand,
    id: string,
    key: DataKey,
    received: Partial<Mutable<Upload>>,
  ): Promise<void> {
    const limits = { fieldSize: MAX_METADATA_BYTES, fields: 1, files: 1, parts: 2, fileSize: Number.MAX_SAFE_INTEGER };
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field' && part.fieldname === 'metadata') received.call = readMetadata(part.value);
      else if (part.type === 'file' && part.fieldname === 'metadata') received.call = await readMetadataFile(part.file);
      else if (part.type === 'file' && part.fieldname === 'audio') {
        received.audio = await this.receiveAudio.execute(part.file, id, key);
      } else throw invalidRequest([`${part.fieldname}: unknown part`]);
    }
  }
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** Some clients send the JSON as a file part with its own content type. */
async function readMetadataFile(file: Readable): Promise<RecordingMetadata> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_METADATA_BYTES) throw invalidRequest(['metadata: too large']);
    chunks.push(chunk);
  }
  return readMetadata(Buffer.concat(chunks).toString('utf8'));
}

function readMetadata(value: unknown): RecordingMetadata {
  const parsed = recordingMetadata.safeParse(parseJson(value));
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error.issues.map(issue => `metadata.${issue.path.join('.')}: ${issue.message}`));
}

function parseJson(value: unknown): unknown {
  if (typeof value !== 'string') throw invalidRequest(['metadata: must be JSON']);
  try {
    return JSON.parse(value);
  } catch {
    throw invalidRequest(['metadata: must be JSON']);
  }
}

function whole({ call, audio }: Partial<Upload>): Upload {
  const missing = [...(call ? [] : ['metadata: missing']), ...(audio ? [] : ['audio: missing'])];
  if (!call || !audio) throw invalidRequest(missing);
  return { call, audio };
}

/** What the multipart reader finds wrong with the request is the sender's; the rest stays what it is. */
function asProblem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code.startsWith('FST_') && code.endsWith('_LIMIT')) return invalidRequest(['too many or too large parts']);
  const broken =
    code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || /unexpected end/i.test(messageOf(error));
  return broken
    ? new DomainError('invalid', 'upload-broken', 'The upload ended before it was whole.', {}, { cause: error })
    : error;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}
