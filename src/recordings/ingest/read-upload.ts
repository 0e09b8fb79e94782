import type { MultipartValue } from '@fastify/multipart';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { DataKey } from '../../platform/crypto/data-key.js';
import { errnoOf } from '../../platform/files/durable.js';
import {
  invalidRequest,
  multipartExpected,
  multipartProblem,
  wrongField,
  type RequestInHand,
} from '../../platform/http/index.js';
import { deliveredMetadata, type RecordingMetadata } from './metadata.schemas.js';
import { ReceiveAudio, type ReceivedAudio } from '../audio/receive-audio.js';

const MAX_METADATA_BYTES = 64 * 1024;
/** Both parts may come as files; how large the audio may be is not for the multipart reader to say. */
const LIMITS = { fieldSize: MAX_METADATA_BYTES, fields: 1, files: 2, parts: 2, fileSize: Number.MAX_SAFE_INTEGER };

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
   * @param onCall hears of the metadata as soon as they are read, also where the audio is refused then
   * @throws DomainError `multipart-expected`, `invalid-request`, `upload-broken`, `audio-...`
   */
  async execute(
    request: RequestInHand,
    id: string,
    key: DataKey,
    onCall: (call: RecordingMetadata) => void = () => undefined,
  ): Promise<Upload> {
    if (!request.isMultipart()) {
      throw multipartExpected('metadata and audio');
    }
    const received: { call?: RecordingMetadata; audio?: ReceivedAudio } = {};
    try {
      await this.#readParts(request, id, key, received, onCall);
      return whole(received);
    } catch (error) {
      await received.audio?.staged.discard();
      throw asProblem(error, request);
    }
  }

  async #readParts(
    request: RequestInHand,
    id: string,
    key: DataKey,
    received: Partial<Mutable<Upload>>,
    onCall: (call: RecordingMetadata) => void,
  ): Promise<void> {
    for await (const part of request.parts({ limits: LIMITS })) {
      const { type, fieldname } = part;
      if (fieldname === 'metadata' && !received.call) {
        received.call = await (type === 'field' ? readMetadataField(part) : readMetadataFile(part.file));
        onCall(received.call);
      } else if (fieldname === 'audio' && type === 'file' && !received.audio) {
        received.audio = await this.receiveAudio.execute(part.file, id, key);
      } else throw invalidRequest(['an unknown part, or more than one']);
    }
  }
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

/** A field that says it is JSON has been parsed by the multipart reader already. */
function readMetadataField({ value, mimetype, valueTruncated }: MultipartValue): RecordingMetadata {
  if (valueTruncated) throw invalidRequest(['metadata: too large']);
  return mimetype === 'application/json' ? checkMetadata(value) : readMetadata(value);
}

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

/** Metadata as JSON text. @throws DomainError `invalid-request` naming what is wrong */
export function readMetadata(value: unknown): RecordingMetadata {
  return checkMetadata(parseJson(value));
}

function checkMetadata(json: unknown): RecordingMetadata {
  const parsed = deliveredMetadata.safeParse(json);
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error.issues.map(issue => wrongField(issue, 'metadata')));
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

/** A field that says it is JSON is parsed by the multipart reader. */
function asProblem(error: unknown, request: RequestInHand): unknown {
  const wrongJson = errnoOf(error) === 'FST_INVALID_JSON_FIELD_ERROR';
  return multipartProblem(wrongJson ? invalidRequest(['metadata: must be JSON']) : error, request);
}
