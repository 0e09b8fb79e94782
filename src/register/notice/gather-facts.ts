import { Injectable } from '@nestjs/common';
import { needsReference } from '../../access/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Config, WrongSetting } from '../../platform/config/index.js';
import {
  AnnouncementTexts,
  MOST_COPY_DAYS,
  PARTY_CATEGORIES,
  RetentionRules,
  SourceTerms,
  WAITING_DAYS,
} from '../../recordings/index.js';
import { PROVISIONAL_DAYS } from '../../retention/index.js';
import { parseLegalBases, portability, type LegalBasis } from '../../rights/index.js';
import { ReadProcessors } from '../processors/read-processors.js';
import { parseArticle9Conditions, type Article9Conditions } from './article-9.js';
import type { NoticeFacts, PurposeFacts } from './notice-facts.js';

/** Reads everything that the notice says from settings and from the rules in force at a moment. */
@Injectable()
export class GatherNoticeFacts {
  readonly #purposes: readonly PurposeFacts[];

  constructor(
    private readonly config: Config,
    private readonly rules: RetentionRules,
    private readonly sources: SourceTerms,
    private readonly announcements: AnnouncementTexts,
    private readonly processors: ReadProcessors,
  ) {
    this.#purposes = purposesOf(config);
  }

  async execute(now: Date): Promise<NoticeFacts> {
    const { contacts, stores, outsideParties, holdDays, keyCopiesDays, logKeptMonths, rights, notice } = this.config;
    const { rule, clause } = await this.rules.inForce(now);
    return {
      ...contacts,
      retention: { rule, clause },
      holds: {
        ...{ provisionalDays: PROVISIONAL_DAYS, mostDays: holdDays.most, longestDays: holdDays.longest },
        afterCaseDays: rights.caseHoldDays,
      },
      ...{ trainingCopyDays: MOST_COPY_DAYS, waitingDays: WAITING_DAYS },
      ...{ keyCopiesDays, logKeptMonths, caseKeptMonths: rights.caseKeptMonths },
      purposes: this.#purposes,
      categories: PARTY_CATEGORIES.filter(category => category !== 'unknown'),
      sources: await this.#sources(),
      stores: stores.map(({ store, country }) => ({ store, country })),
      outsideParties,
      processors: await this.#processors(),
      announcements: await this.announcements.told(helsinkiDay(now)),
      unrecordedContact: notice.unrecordedContact,
    };
  }

  async #sources(): Promise<NoticeFacts['sources']> {
    const sources = await this.sources.all();
    return sources.map(({ name, keepsIdentityCodes, keepsDays, ownCopy }) => ({
      ...{ name, keepsIdentityCodes, keepsDays, ownCopy },
    }));
  }

  async #processors(): Promise<NoticeFacts['processors']> {
    const processors = await this.processors.atWork();
    return processors.map(({ name, task, country, subProcessors }) => ({
      ...{ name, task, country },
      subProcessors: subProcessors.map(sub => ({ name: sub.name, task: sub.task, country: sub.country })),
    }));
  }
}

/** A setting that names what there is not stops the start. @throws WrongSetting */
function purposesOf({ rights, notice }: Config): readonly PurposeFacts[] {
  const conditions = parsed('TALLENNE_ARTICLE_9_CONDITIONS', () => parseArticle9Conditions(notice.article9Conditions));
  const bases = parsed('TALLENNE_LEGAL_BASES', () => parseLegalBases(rights.legalBases));
  return portability(bases).purposes.map(({ purpose, basis }) => purposeOf({ purpose, basis }, conditions));
}

function purposeOf(
  { purpose, basis }: { readonly purpose: PurposeFacts['purpose']; readonly basis: LegalBasis | null },
  conditions: Article9Conditions,
): PurposeFacts {
  return { purpose, basis, condition: conditions[purpose] ?? null, needsReference: needsReference(purpose) };
}

function parsed<T>(name: string, parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    throw new WrongSetting(`${name}: must name purposes of the register, each once, and what is settled of them`, {
      cause,
    });
  }
}
