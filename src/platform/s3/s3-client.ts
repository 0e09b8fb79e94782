import { S3Client } from '@aws-sdk/client-s3';
import { storeFailed } from './s3-failures.js';
import type { S3Place } from './s3-place.js';

/** How long a store has: to be connected to, to begin its answer, to send anything at all, and for everything with its repetitions. */
export const S3_TIMES = { connectMs: 5_000, answerMs: 30_000, silentMs: 30_000, wholeMs: 120_000 };
const ATTEMPTS = 3;
const say = (): void => undefined;

/** Sends a command; its errors are those of s3-failures.ts. */
export type Send = S3Client['send'];

/**
 * A client of one store that logs nothing, takes nothing from the environment that the settings do not say, and repeats what may be
 * repeated. Checksums beyond what is asked for are left out: stores other than Amazon's do not know them all.
 */
export function clientOf({ endpoint, region, pathStyle, accessKey, secretKey }: S3Place): S3Client {
  return new S3Client({
    ...{ endpoint, region, forcePathStyle: pathStyle, maxAttempts: ATTEMPTS, retryMode: 'standard' },
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    logger: { trace: say, debug: say, info: say, warn: say, error: say },
    requestHandler: {
      connectionTimeout: S3_TIMES.connectMs,
      requestTimeout: S3_TIMES.answerMs,
      throwOnRequestTimeout: true,
      socketTimeout: S3_TIMES.silentMs,
    },
  });
}

/** Sends within the time that everything may take; `streams` for an answer that may take longer, as long as it goes on. */
export function sending(client: S3Client, { streams }: { readonly streams: boolean }): Send {
  const send = async (command: Parameters<Send>[0]): Promise<unknown> => {
    try {
      return await client.send(command, streams ? {} : { abortSignal: AbortSignal.timeout(S3_TIMES.wholeMs) });
    } catch (error) {
      throw storeFailed(error);
    }
  };
  return send as Send; // each command has the answer that the client gives it
}
