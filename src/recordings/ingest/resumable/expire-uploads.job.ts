import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { THE_SYSTEM } from '../../../audit/index.js';
import { NOBODY } from '../../../kernel/ids.js';
import { NoteRefusal } from '../note-refusal.js';
import { Uploads } from './uploads.js';

const BY_ITSELF = { actor: THE_SYSTEM, id: NOBODY, channel: 'resumable' } as const;

/** Lets uploads go whose time is over; of one that never came to its end stays an event. */
@Injectable()
export class ExpireUploads {
  constructor(
    private readonly uploads: Uploads,
    private readonly refusals: NoteRefusal,
  ) {}

  @Cron(CronExpression.EVERY_10_MINUTES, { waitForCompletion: true })
  async sweep(): Promise<void> {
    for (const { id, ended } of await this.uploads.over()) {
      if (!ended) await this.refusals.execute('upload-expired', null, BY_ITSELF);
      // A crash here leaves the upload and an event that says more than was done; the next round lets it go.
      await this.uploads.close(id, null);
    }
  }
}
