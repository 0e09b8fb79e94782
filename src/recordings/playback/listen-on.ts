import { Injectable } from '@nestjs/common';
import { Access } from '../../access/index.js';
import { SessionCheck } from '../../identity/index.js';
import type { Requester } from '../../platform/http/index.js';
import { FindPlayback, noLongerAllowed, type PlaybackInHand } from './playback-in-hand.js';

/** Asks again, in the middle of an answer, everything that was asked at its beginning: session, rights, recording. */
@Injectable()
export class ListenOn {
  constructor(
    private readonly sessions: SessionCheck,
    private readonly access: Access,
    private readonly findPlayback: FindPlayback,
  ) {}

  /** @throws DomainError `playback-no-longer-allowed`, and what {@link FindPlayback} throws */
  async execute(id: string, requester: Requester): Promise<PlaybackInHand> {
    const session = requester.sessionId === null ? null : await this.sessions.check(requester.sessionId, requester.id);
    if (!session) throw noLongerAllowed();
    const now = { ...requester, accessEpoch: session.accessEpoch };
    return this.findPlayback.execute(id, now, await this.access.of(now));
  }
}
