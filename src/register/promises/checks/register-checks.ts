import { Injectable } from '@nestjs/common';
import { isInEea, STORE_COUNTRY } from '../../../kernel/countries.js';
import type { StoreName } from '../../../platform/config/index.js';
import { missingFacts } from '../../notice/missing-facts.js';
import type { NoticeFacts } from '../../notice/notice-facts.js';
import { NoticeVersions } from '../../notice/notice-versions.js';
import { snapshotIn } from '../../notice/notice-versions.js';
import { saysTheSame } from '../../notice/snapshot.js';
import { byFaults, notKnown, type CheckResult } from '../check-result.js';
import type { FigureName } from '../figures.js';

const FIGURE_OF_STORE: Readonly<Record<StoreName, FigureName>> = {
  recordings: 'storeRecordings',
  database: 'storeDatabase',
  keys: 'storeKeys',
  'log-copy': 'storeLogCopy',
  backups: 'storeBackups',
};

/** What the register declares of itself, and whether its notice says what it does (§§3, 4, 11, 12). */
@Injectable()
export class RegisterChecks {
  constructor(private readonly notices: NoticeVersions) {}

  readonly checks = {
    'controller-is-named': () => this.#named(),
    'nothing-outside-eea': () => this.#inEea(),
    'stores-in-finland': () => this.#stores(),
    'notice-says-the-rules': () => this.#notice(),
  };

  async #named(): Promise<CheckResult> {
    const { controller, dataProtectionOfficer, authority } = await this.#facts();
    const missing = [controller, dataProtectionOfficer, authority].filter(contact => contact === null).length;
    return byFaults([missing], { missing });
  }

  async #inEea(): Promise<CheckResult> {
    const countries = countriesOf(await this.#facts());
    const outside = countries.filter(country => !isInEea(country)).length;
    return byFaults([outside], { parties: countries.length, outsideEea: outside });
  }

  /** A store of which nobody has said where it is may be anywhere. */
  async #stores(): Promise<CheckResult> {
    const { stores } = await this.#facts();
    const figures = Object.fromEntries(
      stores.map(({ store, country }) => [FIGURE_OF_STORE[store as StoreName], country]), // names of STORES
    );
    const elsewhere = stores.filter(({ country }) => country !== null && country !== STORE_COUNTRY).length;
    const undeclared = stores.some(({ country }) => country === null);
    return elsewhere === 0 && undeclared ? notKnown(figures) : byFaults([elsewhere], figures);
  }

  async #notice(): Promise<CheckResult> {
    const [published, now] = [await this.notices.published(), await this.notices.now()];
    const missing = missingFacts(now.facts).length;
    if (!published) return notKnown({ publishedVersion: null, missing });
    const same = saysTheSame(snapshotIn(published), now);
    return byFaults([same ? 0 : 1], { publishedVersion: published.version, missing });
  }

  async #facts(): Promise<NoticeFacts> {
    return (await this.notices.now()).facts;
  }
}

/** Of everybody outside who takes part: by a setting, as a processor or under one, and of the copies that sources keep. */
function countriesOf({ outsideParties, processors, sources }: NoticeFacts): readonly string[] {
  return [
    ...outsideParties.map(({ country }) => country),
    ...processors.flatMap(({ country, subProcessors }) => [country, ...subProcessors.map(sub => sub.country)]),
    ...sources.flatMap(({ ownCopy }) => (ownCopy ? [ownCopy.country] : [])),
  ];
}
