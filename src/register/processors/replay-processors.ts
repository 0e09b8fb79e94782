import { Injectable } from '@nestjs/common';
import { Replays, textFact, type Fact, type LoggedEvent } from '../../audit/index.js';
import { isInEea } from '../../kernel/countries.js';
import type { EntityManager } from '../../platform/database/index.js';
import { Processor, type SubProcessor } from './processor.entity.js';

/** Sub-processors as an event has them: all that is known, by their place in the list. */
export function subProcessorFacts(subProcessors: readonly SubProcessor[]): Fact {
  return Object.fromEntries(
    subProcessors.map(({ name, task, country }, at) => [String(at + 1), { name, task, country }]),
  );
}

/** After a restored backup: the log tells all of a processor's version, so that each is there again. */
@Injectable()
export class ReplayProcessors {
  constructor(replays: Replays) {
    replays.on('processor.changed', enter);
  }
}

async function enter(em: EntityManager, event: LoggedEvent): Promise<void> {
  const { object, actor, at, facts } = event;
  const country = textFact(event, 'country') ?? '';
  if (!object || !actor.id || !isInEea(country)) return;
  const text = (name: string): string => textFact(event, name) ?? '';
  await em.upsert(
    Processor,
    {
      ...{ id: object.id, version: Number(facts?.version ?? 0), name: text('name'), task: text('task'), country },
      ...{ undertakingReference: text('undertakingReference'), undertakingOn: text('undertakingOn') },
      ...{ subProcessors: subProcessorsIn(event), ended: facts?.ended === true },
      ...{ changedBy: actor.id, changedAt: at },
    },
    { onConflictAction: 'ignore' },
  );
}

function subProcessorsIn({ facts }: LoggedEvent): SubProcessor[] {
  const listed = facts?.subProcessors;
  if (typeof listed !== 'object' || listed === null) return [];
  const numbered = Object.entries(listed as Readonly<Record<string, SubProcessor>>); // written by subProcessorFacts() alone
  return numbered
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, { name, task, country }]) => ({ name, task, country }));
}
