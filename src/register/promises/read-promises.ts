import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { EventPlaces } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import type { Language } from '../../kernel/languages.js';
import { Database } from '../../platform/database/index.js';
import { isOld } from './check-result.js';
import { PromiseCheck } from './promise-check.entity.js';
import { promisePaper } from './promise-paper.js';
import { PROMISE_NAMES, promiseOf, type PromiseName } from './promises.js';
import type { IncidentView, PromiseList, PromiseView } from './promises.schemas.js';
import { ReadIncidents } from './read-incidents.js';
import { shownFigures } from './shown-figures.js';
import { inEachLanguage } from './words/words-of.js';

/** Shows each promise with what keeps it, what shows it, and the newest result. */
@Injectable()
export class ReadPromises {
  constructor(
    private readonly database: Database,
    private readonly incidents: ReadIncidents,
    private readonly places: EventPlaces,
    private readonly clock: Clock,
  ) {}

  async list(permissions: Permissions): Promise<PromiseList> {
    const checks = await this.database.entities().find(PromiseCheck, {});
    const [byName, open] = [new Map(checks.map(row => [row.promise, row])), await this.incidents.open(permissions)];
    const places = await this.places.of(checks.map(({ eventId }) => eventId));
    const items = PROMISE_NAMES.map(name => this.#view(name, byName.get(name), open.get(name) ?? null, places));
    return { items, nextCursor: null };
  }

  async paper(language: Language, permissions: Permissions): Promise<Buffer> {
    const { items } = await this.list(permissions);
    return promisePaper(items, { language, madeAt: this.clock.now() });
  }

  #view(
    promise: PromiseName,
    check: PromiseCheck | undefined,
    incident: IncidentView | null,
    places: ReadonlyMap<string, number>,
  ): PromiseView {
    const { sections, control } = promiseOf(promise);
    const tooOld = check !== undefined && isOld(check.checkedAt, this.clock.now());
    return {
      ...{ promise, sections: [...sections], control: `docs/${control}`, tooOld, incident },
      says: inEachLanguage(words => words.promises[promise].says),
      keeps: inEachLanguage(words => words.promises[promise].keeps),
      shows: inEachLanguage(words => words.promises[promise].shows),
      standing: check && !tooOld ? check.standing : 'not-known',
      broken: check?.broken ?? 0,
      figures: shownFigures(check?.figures ?? {}),
      checkedAt: check?.checkedAt.toISOString() ?? null,
      since: check?.since.toISOString() ?? null,
      logIndex: places.get(check?.eventId ?? '') ?? null,
    };
  }
}
