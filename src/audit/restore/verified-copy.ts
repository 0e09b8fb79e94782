import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { ContinuationGuard } from '../copy/continuation-guard.js';
import { OutsideLog } from '../copy/outside-log.js';
import { LogKeys } from '../integration/log-keys.js';
import type { Finding } from '../verify/verification.js';
import { verifyFolder } from '../verify/verify-folder.js';

/** The copy as an acceptance needs it: whole, signed, and further than the database. */
@Injectable()
export class VerifiedCopy {
  constructor(
    private readonly outside: OutsideLog,
    private readonly continuation: ContinuationGuard,
    private readonly keys: LogKeys,
  ) {}

  /**
   * The checkpoint of the copy, after all of it was recomputed.
   * @throws DomainError `nothing-to-accept`, `copy-missing`, `copy-damaged`
   */
  async checkpoint(): Promise<string> {
    if (await this.continuation.look()) throw nothingToAccept();
    const note = await this.outside.checkpoint();
    if (note === null) throw missing();
    // The keys of the log's own file: those beside the copy are whatever was written there.
    const { outcome, findings } = await this.outside.asFolder(async path =>
      verifyFolder(path, { keys: await this.keys.trustedKeys() }),
    );
    if (outcome !== 'verified') throw damaged(findings);
    return note;
  }

  /** @throws DomainError `copy-present` */
  async assertMissing(): Promise<void> {
    if ((await this.outside.checkpoint()) === null) return;
    throw new DomainError('conflict', 'copy-present', 'The copy is there: nothing is begun anew beside it.');
  }
}

function nothingToAccept(): DomainError {
  const sentence = 'The database’s log continues its copy: there is nothing to accept.';
  return new DomainError('conflict', 'nothing-to-accept', sentence);
}

function missing(): DomainError {
  const sentence = 'The copy of the log is not there. Mount its folder; if it is lost for good, add "--copy-lost".';
  return new DomainError('conflict', 'copy-missing', sentence);
}

function damaged(findings: readonly Finding[]): DomainError {
  const first = findings.slice(0, 1).map(({ sentence }) => sentence);
  return new DomainError('conflict', 'copy-damaged', `The copy of the log does not verify: ${first.join('')}`);
}
