import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Config } from '../config/index.js';
import { webhookSignature } from '../crypto/webhook-signature.js';
import type { Notice } from './notice.entity.js';
import { addressOf } from './notice-words.js';
import { SendingFailed } from './sending-failed.js';

const TIMEOUT_MS = 10_000;

/** Calls the webhook of alarms, signed as Standard Webhooks says; nothing that it redirects to is followed. */
@Injectable()
export class CallWebhook {
  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /**
   * Resolves when the receiver has answered 2xx. One message has one id, however often it is tried.
   * @throws SendingFailed
   */
  async execute({ id, facts }: Notice): Promise<void> {
    const { webhook } = this.config.notify;
    if (!webhook) throw new SendingFailed('not-set-up');
    const body = JSON.stringify({ id, ...facts, page: addressOf(facts, this.config.publicOrigin) });
    const status = await post(webhook.url, body, this.#headers(id, body, webhook.secret));
    if (status < 200 || status > 299) throw new SendingFailed(`status-${status}`);
  }

  #headers(id: string, body: string, secret: string): Record<string, string> {
    const timestamp = Math.floor(this.clock.now().getTime() / 1000);
    return {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': webhookSignature(secret, id, timestamp, body),
    };
  }
}

/** The status of the answer; its body is not read. */
async function post(url: string, body: string, headers: Record<string, string>): Promise<number> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    await answer.body?.cancel();
    return answer.status;
  } catch (cause) {
    throw new SendingFailed('not-reached', { cause });
  }
}
