import { Injectable } from '@nestjs/common';
import { AcceptDelivery } from '../accept-delivery.js';
import { withoutDropped } from '../accept-metadata.js';
import type { Deliverer } from '../deliverer.js';
import { DiscardDelivery } from '../discard-delivery.js';
import { EarlierDeliveries, type EarlierDelivery } from '../earlier-deliveries.js';
import { Quarantine, type UnsortedDelivery } from '../../quarantine/quarantine.js';
import { keptAs, type KeptAs } from './kept-as.js';
import { KeyedNames } from './keyed-names.js';

/** What was fetched and cannot be filed; when it may be kept is decided here. */
export type UnsortedFile = Omit<UnsortedDelivery, 'latestDueOn' | 'dropped'>;

/** Keeps what was fetched and must be sorted out, once: the same file again is the same item. */
@Injectable()
export class KeepUnsorted {
  constructor(
    private readonly earlier: EarlierDeliveries,
    private readonly sources: AcceptDelivery,
    private readonly quarantine: Quarantine,
    private readonly discard: DiscardDelivery,
    private readonly names: KeyedNames,
  ) {}

  /** @throws DomainError `past-due`, `erased`, `day-closed`, `item-going`; nothing is left then */
  async execute(file: UnsortedFile, by: Deliverer): Promise<KeptAs> {
    try {
      const known = await this.earlier.find(file, file.call);
      if (!known || (file.audio && !known.sha256)) return await this.#keep(file, by);
      if (isSame(known, file)) return await this.#again(file, known, by);
      const renamed = this.#renamed(file);
      return await this.#again(renamed, await this.earlier.find(renamed, renamed.call), by);
    } catch (error) {
      await this.discard.execute(file, error);
      throw error;
    }
  }

  async #again(file: UnsortedFile, known: EarlierDelivery | null, by: Deliverer): Promise<KeptAs> {
    if (!known) return this.#keep(file, by);
    await file.audio?.staged.discard();
    return keptAs(known.outcome);
  }

  async #keep(file: UnsortedFile, by: Deliverer): Promise<KeptAs> {
    const accepted = file.call && (await this.sources.accept(file.call));
    const call = file.call && accepted ? withoutDropped(file.call, accepted) : null;
    const until = { latestDueOn: accepted?.dueOn ?? null, dropped: accepted?.dropped ?? [] };
    return keptAs(await this.quarantine.keep({ ...file, call, ...until }, by));
  }

  /** The same name with other audio waits beside the first, under a name of its own. */
  #renamed(file: UnsortedFile): UnsortedFile {
    const sha256 = file.audio?.sha256.toString('hex') ?? '';
    const externalId = this.names.externalId(file.source, `${file.externalId}\n${sha256}`);
    return { ...file, externalId, call: file.call && { ...file.call, externalId } };
  }
}

/** An announcement of what is here already says nothing new. */
function isSame({ sha256 }: EarlierDelivery, { audio }: UnsortedFile): boolean {
  return audio === null || sha256?.equals(audio.sha256) === true;
}
