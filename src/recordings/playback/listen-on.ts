import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Access } from '../../access/index.js';
import { SessionCheck } from '../../identity/index.js';
import type { Requester } from '../../platform/http/index.js';
import { OpenListening } from './open-listening.js';
import { FindPlayback, type PlaybackInHand } from './playback-in-hand.js';
import { noLongerAllowed } from './playback-refusals.js';
import type { LookAgain } from './serve-audio.js';

/** Asks again, in the middle of an answer, everything that was asked at its beginning: session, rights, recording. */
@Injectable()
export class ListenOn {
  constructor(
    private readonly sessions: SessionCheck,
    private readonly access: Access,
    private readonly findPlayback: FindPlayback,
    private readonly openListening: OpenListening,
  ) {}

  /** Has `answer` watched over to its end, and gives the look that its extents wait for. */
  during(answer: ServerResponse, playback: PlaybackInHand, requester: Requester): LookAgain {
    const lookAgain = () => this.#look(playback.id, requester);
    this.openListening.watch(answer, playback, requester, lookAgain);
    return lookAgain;
  }

  /** @throws DomainError `playback-no-longer-allowed`, and what {@link FindPlayback} throws */
  async #look(id: string, requester: Requester): Promise<PlaybackInHand> {
    const session = requester.sessionId === null ? null : await this.sessions.check(requester.sessionId, requester.id);
    if (!session) throw noLongerAllowed();
    const now = { ...requester, accessEpoch: session.accessEpoch };
    return this.findPlayback.execute(id, now, await this.access.of(now));
  }
}
