import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { ListenForChanges } from '../../platform/database/index.js';
import { OpenStreams } from './open-streams.js';

/** With what a look may take this is under the 5 s in which an answer must stop, also where no change is heard of. */
const LOOK_EVERY_MS = 2_000;

/** Has the open answers looked at when a change is heard of, and every two seconds in any case: days and limits pass silently. */
@Injectable()
export class LookAtStreams implements OnModuleInit, OnModuleDestroy {
  constructor(
    private readonly streams: OpenStreams,
    private readonly changes: ListenForChanges,
  ) {}

  onModuleInit(): void {
    this.changes.onChange(change => void this.streams.lookAgain(change));
  }

  @Interval(LOOK_EVERY_MS)
  async look(): Promise<void> {
    await this.streams.lookAgain(null);
  }

  onModuleDestroy(): void {
    this.streams.end();
  }
}
