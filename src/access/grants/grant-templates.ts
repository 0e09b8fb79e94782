import { Injectable } from '@nestjs/common';
import { addMonths, helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import type { NewGrant } from '../access.schemas.js';
import { GrantTemplate } from './grant-template.entity.js';
import type { TemplateView } from './grant-templates.schemas.js';

/** The templates of usual posts, as answers show them and as wishes for a grant. */
@Injectable()
export class GrantTemplates {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** All of them, by name. */
  async list(): Promise<TemplateView[]> {
    const rows = await this.database.entities().find(GrantTemplate, {}, { orderBy: { name: 'asc' } });
    return rows.map(templateViewOf);
  }

  /** What a template wishes for somebody from today on, for {@link ProposeGrant}; null where there is none of that id. */
  async wanted(em: EntityManager, id: string, reason: string): Promise<NewGrant | null> {
    const template = await em.findOne(GrantTemplate, { id });
    if (!template) return null;
    const { role, ownCallsOnly, purposes, validMonths } = template;
    const { queues, units } = scopeOf(template);
    const fromOn = helsinkiDay(this.clock.now());
    const untilOn = addMonths(fromOn, validMonths);
    return { role, queues, units, ownCallsOnly, purposes: [...purposes], fromOn, untilOn, reason };
  }
}

/** A template as answers show it. */
export function templateViewOf(template: GrantTemplate): TemplateView {
  const { id, name, role, ownCallsOnly, purposes, validMonths, changedAt, changedBy } = template;
  const rest = { validMonths, changedAt: changedAt.toISOString(), changedBy };
  return { id, name, role, ...scopeOf(template), ownCallsOnly, purposes, ...rest };
}

function scopeOf({ allQueues, queues, allUnits, units }: GrantTemplate) {
  return { queues: allQueues ? ('all' as const) : [...queues], units: allUnits ? ('all' as const) : [...units] };
}
