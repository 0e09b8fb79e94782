import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { OpenStreams, type StreamJudge, type StreamNow } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { DomainError, notFound } from '../../kernel/errors.js';
import type { Requester } from '../../platform/http/index.js';
import { LongWork } from '../../platform/work/index.js';
import { Access, type Permissions } from '../access.js';
import { ChangeStream } from './change-stream.js';

const HEARTBEAT_EVERY_MS = 15_000;
const WORK_EVERY_MS = 1_000;
/** A person has a few windows open, not many. */
const MOST_OF_A_SESSION = 5;

/** Tells the pages that are open that their person's rights have changed or the session has ended. */
@Injectable()
export class TellChanges implements StreamJudge<ChangeStream> {
  constructor(
    private readonly streams: OpenStreams,
    private readonly access: Access,
    private readonly clock: Clock,
    private readonly longWork: LongWork,
  ) {}

  /**
   * @param since the access epoch that the page knows of: when it is another one by now, that is told at once
   * @throws DomainError `too-many-streams`; `not-found` to a machine, which has no session
   */
  execute(requester: Requester, permissions: Permissions, since?: number): ChangeStream {
    if (requester.sessionId === null) throw notFound();
    const ofSession = this.streams.of(this).filter(stream => stream.requester.sessionId === requester.sessionId);
    if (ofSession.length >= MOST_OF_A_SESSION) throw tooMany();
    const stream = new ChangeStream(requester, permissions, since);
    stream.bytes.once('close', this.streams.add(stream, this));
    return stream;
  }

  /** Other rights do not end the stream: they are told. */
  async judge(streams: readonly StreamNow<ChangeStream>[]): Promise<readonly ChangeStream[]> {
    for (const { stream, requester, ends } of streams) {
      stream.announce(ends, this.clock.now());
      stream.update(requester.accessEpoch, await this.access.of(requester));
    }
    return [];
  }

  /** One look for everybody who has a page open; none while nobody has. */
  @Interval(WORK_EVERY_MS)
  async showWork(): Promise<void> {
    const streams = this.streams.of(this);
    if (streams.length === 0) return;
    try {
      const work = await this.longWork.shown();
      for (const stream of streams) stream.showWork(work);
    } catch {
      // The database is away: the next look tells.
    }
  }

  @Interval(HEARTBEAT_EVERY_MS)
  heartbeat(): void {
    for (const stream of this.streams.of(this)) stream.heartbeat();
  }
}

function tooMany(): DomainError {
  return new DomainError('throttled', 'too-many-streams', 'Too many windows of this session listen for changes.');
}
