import { Injectable } from '@nestjs/common';
import { actorOf } from '../../audit/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import { boardDays } from '../case/case-clock.js';
import { OpenCase } from '../case/open-case.js';
import { checkReceipt } from './check-receipt.js';
import type { NewRequest, RegisteredRequest } from './intake.schemas.js';

/** Anyone who is signed in says that a request was received; from that moment the clock runs (domain.md §3). */
@Injectable()
export class RegisterRequest {
  constructor(
    private readonly openCase: OpenCase,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `received-in-future`, `received-long-ago` */
  async execute(wanted: NewRequest, requester: Requester): Promise<RegisteredRequest> {
    checkReceipt(wanted.receivedAt, this.clock.now());
    const { receivedAt, channel, language, rights, text, person, representative } = wanted;
    const beginning = {
      ...({ kind: 'data-subject', state: 'received', receivedAt, channel, language, rights } as const),
      ...boardDays({ receivedOn: helsinkiDay(receivedAt), stops: [], extendedOn: null }),
      request: { text, person, ...(representative ? { representative } : {}) },
    };
    const { id, number, lastOn } = await this.openCase.execute(beginning, actorOf(requester));
    return { id, number, lastOn };
  }
}
