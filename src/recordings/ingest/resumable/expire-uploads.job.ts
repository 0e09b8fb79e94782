import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { Uploads } from './uploads.js';

/** Lets uploads go whose time is over. Any number of instances may. */
@Injectable()
export class ExpireUploads {
  constructor(private readonly uploads: Uploads) {}

  @Cron(CronExpression.EVERY_10_MINUTES, { waitForCompletion: true })
  async sweep(): Promise<void> {
    for (const id of await this.uploads.over()) await this.uploads.expire(id);
  }
}
