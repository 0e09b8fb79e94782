import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { endsBy } from '../../kernel/retention-rule.js';
import { notFound } from '../../kernel/errors.js';
import { lengthOf, RetentionRules, ruleForCall, RuleInForce } from '../../recordings/index.js';
import type { RuleRow } from './rule-events.js';
import type { RuleList, RuleView } from './rules.schemas.js';

/** The notice's two promises, of which the earlier counts until it says one thing (domain.md §1). */
const CONFLICT = '61 vrk (6 §) / 2 kk (12 §)';

/** Shows the versions of the rule: nothing personal, but who proposed and decided. */
@Injectable()
export class ReadRules {
  constructor(
    private readonly rules: RetentionRules,
    private readonly inForce: RuleInForce,
    private readonly staff: StaffDirectory,
    private readonly clock: Clock,
  ) {}

  /** Every version, newest first. */
  async list(permissions: Permissions): Promise<RuleList> {
    return { items: await this.#views(await this.rules.all(), permissions), nextCursor: null };
  }

  /** @throws DomainError `not-found` */
  async one(version: number, permissions: Permissions): Promise<RuleView> {
    const row = await this.rules.one(version);
    const [view] = row ? await this.#views([row], permissions) : [];
    if (!view) throw notFound();
    return view;
  }

  async #views(rows: readonly RuleRow[], permissions: Permissions): Promise<RuleView[]> {
    const now = this.clock.now();
    const current = ruleForCall(await this.inForce.adopted(), now, now).version;
    const names = await this.staff.names(rows.flatMap(row => [row.proposedBy, row.decidedBy ?? row.proposedBy]));
    return rows.map(row => ({ ...viewOf(row, names, permissions), inForce: row.version === current }));
  }
}

function viewOf(row: RuleRow, names: ReadonlyMap<string, string>, { ability }: Permissions): Omit<RuleView, 'inForce'> {
  const { version, days, clause, inForceFrom, appliesToEarlier, state, proposedBy } = row;
  const rule = lengthOf(row);
  const { movedEarlier, movedLater } = row;
  const mayDecide = state === 'proposed' && ability.can('decide', subject('RetentionRule', { proposedBy }));
  return {
    ...{ version, kind: rule.kind, days, months: rule.kind === 'days' ? null : rule.months, clause, inForceFrom },
    ...{ appliesToEarlier, state, proposedBy, mayDecide },
    ...{
      movedEarlier,
      movedLater,
      openQuestion: { conflict: CONFLICT, settled: endsBy(rule) !== 'either' },
    },
    proposerName: names.get(proposedBy) ?? null,
    proposedAt: row.proposedAt.toISOString(),
    decidedBy: row.decidedBy ?? null,
    deciderName: names.get(row.decidedBy ?? '') ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    appliedAt: row.appliedAt?.toISOString() ?? null,
  };
}
