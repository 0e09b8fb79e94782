import { Injectable } from '@nestjs/common';
import { notFound } from '../../kernel/errors.js';
import { parseDay } from '../../kernel/calendar.js';
import { PreviewRule, type RulePreview } from '../../retention/index.js';
import { findingOf, type FindingName } from './findings.js';
import type { DecisionPreviewQuery } from './going-live.schemas.js';
import { ruleOfOption } from './propose-rule-of-decision.js';

/** Tells what a choice of retention would move, before anybody proposes it. */
@Injectable()
export class PreviewDecision {
  constructor(private readonly previewRule: PreviewRule) {}

  /** @throws DomainError `not-found` for a finding or an option that no retention rule settles */
  async execute(finding: FindingName, { option, ...from }: DecisionPreviewQuery): Promise<RulePreview> {
    const wanted = findingOf(finding).decided === 'by-rule' ? ruleOfOption(option) : undefined;
    if (!wanted) throw notFound();
    const { inForceFrom, appliesToEarlier } = from;
    return this.previewRule.ofTerms({ rule: wanted.rule, inForceFrom: parseDay(inForceFrom), appliesToEarlier });
  }
}
