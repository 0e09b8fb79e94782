import { Injectable } from '@nestjs/common';
import type { Actor } from '../../audit/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { RecordingPlace } from '../case/find-recording.js';
import { StartRestrictions } from '../effects/start-restrictions.js';
import { DestroyCopy } from '../redaction/destroy-copy.js';
import { versionsOf } from '../redaction/find-redaction.js';
import { KeepCandidates } from './keep-candidates.js';

/** What follows from saying that a recording is of the person, or that it is not: copies, holds, restrictions. */
@Injectable()
export class FollowTriage {
  constructor(
    private readonly destroyCopy: DestroyCopy,
    private readonly keep: KeepCandidates,
    private readonly startRestrictions: StartRestrictions,
  ) {}

  /** In the transaction that lets it go: copies of somebody else's call go with it. @returns their files, for {@link afterCommit} */
  async released(em: EntityManager, { caseId, recordingId }: RecordingPlace): Promise<string[]> {
    return this.destroyCopy.giveUp(em, caseId, await versionsOf(em, caseId, recordingId));
  }

  /**
   * A crash before this, or between, leaves keys that belong to nothing, a hold of something released, or something contested that is not
   * restricted: reconciliation removes the one, the next look ends and restricts the others.
   */
  async afterCommit(caseId: string, files: readonly string[], actor: Actor): Promise<void> {
    for (const fileId of files) await this.destroyCopy.afterCommit(fileId);
    await this.keep.soon(caseId, actor);
    await this.startRestrictions.soon(caseId);
  }
}
