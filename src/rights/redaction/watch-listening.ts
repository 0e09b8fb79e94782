import type { ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Access } from '../../access/index.js';
import { OpenStreams, SessionCheck, type OpenStream, type StreamJudge, type StreamNow } from '../../identity/index.js';
import { cutOff, type Requester } from '../../platform/http/index.js';
import { FindListening, type ListeningInHand, type ListeningPlace } from './find-listening.js';
import { listeningExpired } from './redaction-refusals.js';

/** An answer with the audio of a copy that is still being given. */
interface OpenCopy extends OpenStream {
  readonly place: ListeningPlace;
}

/** Looks again whether the listener may go on; throws when not. */
export type LookAgain = () => Promise<ListeningInHand>;

/** Watches over the answers that give copies: who may not listen on is cut off, also where nothing is being read. */
@Injectable()
export class WatchListening implements StreamJudge<OpenCopy> {
  constructor(
    private readonly streams: OpenStreams,
    private readonly sessions: SessionCheck,
    private readonly access: Access,
    private readonly findListening: FindListening,
  ) {}

  /** Has `answer` watched over to its end, and gives the look that its extents wait for. */
  during(answer: ServerResponse, place: ListeningPlace, requester: Requester): LookAgain {
    const stop = () => {
      cutOff(answer);
    };
    answer.once('close', this.streams.add({ place, requester, dependsOn: [], isEndless: false, stop }, this));
    return () => this.#look(place, requester);
  }

  async judge(streams: readonly StreamNow<OpenCopy>[]): Promise<readonly OpenCopy[]> {
    const refused: OpenCopy[] = [];
    for (const { stream, requester } of streams)
      if (!(await this.#isAllowed(stream.place, requester))) refused.push(stream);
    return refused;
  }

  /** What cannot be found out counts as refused. */
  async #isAllowed(place: ListeningPlace, requester: Requester): Promise<boolean> {
    return this.access
      .of(requester)
      .then(permissions => this.findListening.execute(place, requester, permissions))
      .then(
        () => true,
        () => false,
      );
  }

  async #look(place: ListeningPlace, requester: Requester): Promise<ListeningInHand> {
    const session = requester.sessionId === null ? null : await this.sessions.check(requester.sessionId, requester.id);
    if (!session) throw listeningExpired();
    const now = { ...requester, accessEpoch: session.accessEpoch };
    return this.findListening.execute(place, now, await this.access.of(now));
  }
}
