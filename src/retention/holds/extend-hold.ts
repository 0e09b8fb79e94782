import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import type { Requester } from '../../platform/http/index.js';
import { ChangeHold, type Change } from './change-hold.js';
import { holdIs, stateOn } from './hold-state.js';
import type { WantedTerms } from './hold-terms.js';
import { PlaceHold } from './place-hold.js';

/** Why a hold should go on, and until when. */
export interface WantedExtension extends WantedTerms {
  readonly necessity: string;
}

/** Asks that a hold go on: a request of its own, which somebody else decides. The hold itself stays until its own last day. */
@Injectable()
export class ExtendHold {
  constructor(
    private readonly changeHold: ChangeHold,
    private readonly placeHold: PlaceHold,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the id of the new hold
   * @throws DomainError what {@link ChangeHold.execute} and {@link PlaceHold.execute} throw, `hold-requested`, `hold-ended`
   *   or the like unless the hold is in force
   */
  async execute(id: string, wanted: WantedExtension, requester: Requester, permissions: Permissions): Promise<string> {
    let extensionId = '';
    const extend: Change = async (em, hold, recording, actor) => {
      const state = stateOn(hold, helsinkiDay(this.clock.now()));
      if (state !== 'active') throw holdIs(state);
      const { kind, reference, untilOn } = hold;
      const continued = { ...wanted, kind, reference, continues: { id, untilOn } };
      extensionId = await this.placeHold.execute(em, recording, continued, actor);
    };
    const texts = { necessity: wanted.necessity };
    const wish = { verb: 'extend', action: 'hold.requested', texts } as const;
    await this.changeHold.execute(id, wish, extend, requester, permissions);
    return extensionId;
  }
}
