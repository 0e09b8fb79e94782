import { Injectable } from '@nestjs/common';
import { Replays, textFact, type LoggedEvent } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import type { EntityManager } from '../../platform/database/index.js';
import { AgentName } from './agent-name.entity.js';
import { changeAgents } from './agent-rows.js';

/**
 * After a restored backup: a name that was taken from somebody since, or given to another, is so again. One that the backup does not
 * know is nobody's and waits to be mapped anew: the log does not tell it, and nobody hears more by that.
 */
@Injectable()
export class ReplayAgentNames {
  constructor(
    replays: Replays,
    private readonly staff: StaffDirectory,
  ) {
    replays.on('agent-name.mapped', (em, event) => this.#map(em, event));
  }

  async #map(em: EntityManager, event: LoggedEvent): Promise<void> {
    const mapping = await em.findOne(AgentName, { id: event.object?.id ?? '' }, { refresh: true });
    if (!mapping) return;
    const to = textFact(event, 'to');
    const displayName = to === undefined ? undefined : (await this.staff.names([to])).get(to);
    const target = to === undefined || displayName === undefined ? null : { id: to, displayName };
    await changeAgents(em, mapping, { from: mapping.staffId, to: target });
    if (!target) await em.nativeDelete(AgentName, { id: mapping.id });
    else await em.nativeUpdate(AgentName, { id: mapping.id }, { staffId: target.id });
  }
}
