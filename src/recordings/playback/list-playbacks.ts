import { Injectable } from '@nestjs/common';
import { GrantRoles, PURPOSES, type Permissions } from '../../access/index.js';
import { actorOf, AuditTrail, RecordingUses } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import type { Requester } from '../../platform/http/index.js';
import { callFactsOf } from '../call-facts.js';
import { RecordingReader } from '../recording-reader.js';
import type { EarlierPlaybacks } from '../recordings.schemas.js';

const MOST_SHOWN = 50;

/** Shows whoever may open a recording that it was listened to before: how often, on which days, as what and for what. */
@Injectable()
export class ListPlaybacks {
  constructor(
    private readonly reader: RecordingReader,
    private readonly uses: RecordingUses,
    private readonly roles: GrantRoles,
    private readonly staff: StaffDirectory,
    private readonly trail: AuditTrail,
  ) {}

  /** Listeners are named to those alone who may read the log. @throws DomainError `not-found` */
  async execute(id: string, requester: Requester, permissions: Permissions): Promise<EarlierPlaybacks> {
    const recording = await this.reader.visible(id, requester, permissions, 'playbacks.listed');
    const named = permissions.ability.can('list', 'AuditEvent');
    await this.trail.recordAlone({
      action: 'playbacks.listed',
      actor: actorOf(requester),
      object: { kind: 'recording', id },
      recordingId: id,
      facts: { ...callFactsOf(recording), named },
    });
    const { count, items } = await this.uses.playbacks(id, MOST_SHOWN);
    const roles = await this.roles.of(items.flatMap(({ grantId }) => grantId ?? []));
    const names = named ? await this.staff.names(items.map(({ actorId }) => actorId)) : new Map<string, string>();
    return {
      count,
      items: items.flatMap(({ at, actorId, grantId, purpose: stated }) => {
        const purpose = PURPOSES.find(one => one === stated);
        if (!purpose) return [];
        const role = roles.get(grantId ?? '') ?? null;
        return [
          { on: helsinkiDay(at), role, purpose, own: actorId === requester.id, name: names.get(actorId) ?? null },
        ];
      }),
    };
  }
}
