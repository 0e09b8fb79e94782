import { Injectable } from '@nestjs/common';
import { OutsideLog } from '../copy/outside-log.js';
import { LogKeys } from '../integration/log-keys.js';
import type { VerifyOptions } from '../verify/verification.js';

/** What a verification is held against: the log's keys, and the checkpoint of the copy that the database cannot reach. */
@Injectable()
export class VerificationReference {
  constructor(
    private readonly keys: LogKeys,
    private readonly outside: OutsideLog,
  ) {}

  /** To be read before the database is: the log goes on growing, and the copy with it. */
  async read(): Promise<VerifyOptions> {
    const copied = await this.outside.checkpoint();
    return { keys: await this.keys.trustedKeys(), knownCheckpoints: copied === null ? [] : [copied] };
  }
}
