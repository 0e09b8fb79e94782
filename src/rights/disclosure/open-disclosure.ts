import { Injectable } from '@nestjs/common';
import { actorOf } from '../../audit/index.js';
import { LAST_DAY } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import { OpenCase } from '../case/open-case.js';
import { checkReceipt } from '../intake/check-receipt.js';
import { checkLetterTexts } from './check-letter-texts.js';
import type { NewDisclosure, OpenedDisclosure } from './disclosures.schemas.js';

/** Opens a case for the written request of an authority. The clock of GDPR art. 12 does not run in it. */
@Injectable()
export class OpenDisclosure {
  constructor(
    private readonly openCase: OpenCase,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `received-in-future`, `received-long-ago`, `text-holds-identity-code`, `text-unprintable` */
  async execute(wanted: NewDisclosure, requester: Requester): Promise<OpenedDisclosure> {
    const { receivedAt, language, text, authority, provision, scope } = wanted;
    checkReceipt(receivedAt, this.clock.now());
    checkLetterTexts(wanted);
    const beginning = {
      ...({ kind: 'authority', state: 'assessing', receivedAt, channel: 'authority', language } as const),
      ...{ officerId: requester.id, rights: [], lastOn: LAST_DAY, lastOnWithoutStops: LAST_DAY },
      request: { text, person: {}, authority: { ...authority, provision, scope } },
    };
    const { id, number } = await this.openCase.execute(beginning, actorOf(requester));
    return { id, number };
  }
}
