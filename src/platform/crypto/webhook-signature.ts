import { createHmac } from 'node:crypto';

const BASE64_SECRET = 'whsec_';

/**
 * The signature of a call of a webhook as Standard Webhooks 1.0.0 writes it: `v1,` and the base64 of HMAC-SHA-256 over
 * `<id>.<timestamp>.<body>`.
 * @param secret as text; what begins with `whsec_` is the base64 of its bytes
 * @param timestamp seconds since 1970
 */
export function webhookSignature(secret: string, id: string, timestamp: number, body: string): string {
  const key = secret.startsWith(BASE64_SECRET)
    ? Buffer.from(secret.slice(BASE64_SECRET.length), 'base64')
    : Buffer.from(secret);
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
