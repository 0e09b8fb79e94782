import { Injectable } from '@nestjs/common';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { parseDay } from '../../kernel/calendar.js';
import { NOBODY } from '../../kernel/ids.js';
import type { EntityManager } from '../../platform/database/index.js';
import { lengthOf, RetentionRules, type ProposedRule } from '../../recordings/index.js';

/** After a restored backup: a rule that was proposed or decided since is so again, and is applied again to what is there. */
@Injectable()
export class ReplayRules {
  constructor(
    replays: Replays,
    private readonly rules: RetentionRules,
  ) {
    replays.on('retention-rule.proposed', (em, event) => this.#propose(em, event));
    replays.on('retention-rule.adopted', (em, event) => this.#decide(em, event, 'adopted'));
    replays.on('retention-rule.discarded', (em, event) => this.#decide(em, event, 'discarded'));
    replays.on('retention-rule.applied', () => Promise.resolve());
  }

  async #propose(em: EntityManager, event: LoggedEvent): Promise<void> {
    await this.rules.restore(em, numberFact(event, 'version'), proposedIn(event));
  }

  async #decide(em: EntityManager, event: LoggedEvent, state: 'adopted' | 'discarded'): Promise<void> {
    await this.#propose(em, event);
    const decision = { state, decidedBy: event.actor.id, decidedAt: event.at };
    await this.rules.decide(em, numberFact(event, 'version'), decision);
  }
}

function proposedIn(event: LoggedEvent): ProposedRule {
  const text = (name: string): string => textFact(event, name) ?? '';
  const kind = text('kind') === 'days' ? ('days' as const) : ('earlier-of' as const);
  const rule = lengthOf({ kind, days: numberFact(event, 'days'), months: numberFact(event, 'months') });
  const inForceFrom = parseDay(text('inForceFrom'));
  const terms = { clause: text('clause'), inForceFrom, appliesToEarlier: event.facts?.appliesToEarlier === true };
  const proposedBy = textFact(event, 'proposedBy') ?? NOBODY;
  return { rule, ...terms, proposedBy, proposedAt: new Date(text('proposedAt')) };
}

function numberFact({ facts }: LoggedEvent, name: string): number {
  return Number(facts?.[name] ?? 0);
}
