import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optionalTool } from '../support/optional-tool.js';
import { SmtpServer } from '../support/smtp-server.js';
import { SyslogReceiver } from '../support/syslog-receiver.js';
import { TlsAuthority } from '../support/tls-authority.js';

/** Whom an installation tells things: people by mail and, where there is an openssl to certify it, the receiver of its log. */
export class Outside {
  private constructor(
    readonly smtp: SmtpServer,
    private readonly log: LogReceiver | null,
  ) {}

  static async start(): Promise<Outside> {
    return new Outside(await SmtpServer.start(), await LogReceiver.start());
  }

  /** What an installation must be told of it. */
  get settings(): Readonly<Record<string, string>> {
    return {
      ...{ TALLENNE_MAIL_URL: this.smtp.url, TALLENNE_MAIL_FROM: 'tallenne@example.org', TALLENNE_MAIL_COUNTRY: 'FI' },
      TALLENNE_ALARM_MAIL_TO: 'desk@example.org',
      ...this.log?.settings,
    };
  }

  /** What was not by the book. */
  get faults(): readonly string[] {
    return this.log?.receiver.faults ?? [];
  }

  async stop(): Promise<void> {
    await this.smtp.stop();
    await this.log?.stop();
  }
}

class LogReceiver {
  private constructor(
    readonly receiver: SyslogReceiver,
    readonly settings: Readonly<Record<string, string>>,
    private readonly folder: string,
  ) {}

  static async start(): Promise<LogReceiver | null> {
    const openssl = optionalTool('openssl');
    if (openssl === null) return null;
    const folder = mkdtempSync(join(tmpdir(), 'tallenne-stops-'));
    const authority = new TlsAuthority(openssl, folder, 'authority');
    const receiver = await SyslogReceiver.start(authority.issue('127.0.0.1'));
    const url = `tls://127.0.0.1:${receiver.port}`;
    const settings = { TALLENNE_SIEM_URL: url, TALLENNE_SIEM_COUNTRY: 'FI', TALLENNE_SIEM_CA_FILE: authority.caFile };
    return new LogReceiver(receiver, settings, folder);
  }

  async stop(): Promise<void> {
    await this.receiver.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
