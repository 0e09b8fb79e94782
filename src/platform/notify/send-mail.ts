import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '../config/index.js';
import { isLoopback } from '../config/where.js';
import { errnoOf } from '../files/durable.js';
import type { Notice } from './notice.entity.js';
import { mailOf } from './notice-words.js';
import { SendingFailed } from './sending-failed.js';

const TIMEOUT_MS = 10_000;

/** Sends messages by mail; a password and a message never go in clear text beyond this machine. */
@Injectable()
export class SendMail {
  #transport: Transporter | undefined;

  constructor(private readonly config: Config) {}

  /**
   * Resolves when the mail server has taken it. One message has one Message-ID, however often it is tried.
   * @throws SendingFailed
   */
  async execute({ id, facts, createdAt }: Notice): Promise<void> {
    const { mail } = this.config.notify;
    if (!mail) throw new SendingFailed('not-set-up');
    this.#transport ??= createTransport(optionsOf(mail.url));
    const messageId = `<${id}@${domainOf(mail.from)}>`;
    const message = { from: mail.from, to: [...mail.to], messageId, date: createdAt };
    try {
      await this.#transport.sendMail({ ...message, ...mailOf(facts, this.config.publicOrigin) });
    } catch (cause) {
      throw new SendingFailed(errnoOf(cause) ?? 'not-taken', { cause });
    }
  }
}

function optionsOf(text: string) {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const auth = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && !isLoopback(url),
    ...(url.username === '' ? {} : { auth }),
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
