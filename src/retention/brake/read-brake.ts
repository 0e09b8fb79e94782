import { Injectable } from '@nestjs/common';
import { subject } from '@casl/ability';
import type { Permissions } from '../../access/index.js';
import { AuditTexts } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import { Clock } from '../../kernel/clock.js';
import { Database, type Statement } from '../../platform/database/index.js';
import type { BrakeSpan, BrakeView, RaisedBrake, ReleasedBrake } from './brake.schemas.js';
import { ClockCheck } from './clock-check.js';
import { PurgeBrake } from './purge-brake.entity.js';

const RELEASED = 20;

/** Shows the brake of the purge: whether it is raised and why, who proposes its release, and what was before. */
@Injectable()
export class ReadBrake {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
    private readonly texts: AuditTexts,
    private readonly clockCheck: ClockCheck,
    private readonly clock: Clock,
  ) {}

  async view(permissions: Permissions): Promise<BrakeView> {
    const em = this.database.entities();
    const databaseAheadMs = Math.round(await this.clockCheck.databaseAheadMs());
    const raised = await em.findOne(PurgeBrake, { raised: true });
    return {
      serverTime: this.clock.now().toISOString(),
      databaseAheadMs: Number.isNaN(databaseAheadMs) ? null : databaseAheadMs,
      raised: raised && (await this.#raised(raised, permissions)),
      released: await this.#released(),
    };
  }

  /** The brakes that were raised at some moment from `begins` to before `ends`, oldest first. */
  async raisedWithin(begins: Date, ends: Date): Promise<BrakeSpan[]> {
    const where = { raisedAt: { $lt: ends }, $or: [{ releasedAt: null }, { releasedAt: { $gte: begins } }] };
    const brakes = await this.database.entities().find(PurgeBrake, where, { orderBy: { raisedAt: 'asc' } });
    return brakes.map(({ reason, raisedAt, releasedAt }) => ({
      reason,
      raisedAt: raisedAt.toISOString(),
      releasedAt: releasedAt?.toISOString() ?? null,
    }));
  }

  async #raised(brake: PurgeBrake, { ability }: Permissions): Promise<RaisedBrake> {
    const { proposedBy, proposedAt, proposalEventId } = brake; // all three or none
    const may = { mayPropose: ability.can('propose-release', 'PurgeBrake'), mayRelease: false };
    if (!proposedBy || !proposedAt || !proposalEventId) return { ...raising(brake), proposal: null, ...may };
    const proposerName = (await this.staff.names([proposedBy])).get(proposedBy) ?? null;
    const kept = await this.texts.of(proposalEventId);
    const reason = kept.find(({ name }) => name === 'reason')?.text ?? null;
    const proposal = { proposedBy, proposerName, proposedAt: proposedAt.toISOString(), reason };
    const mayRelease = ability.can('release', subject('PurgeBrake', { proposedBy }));
    return { ...raising(brake), proposal, ...may, mayRelease };
  }

  async #released(): Promise<ReleasedBrake[]> {
    const brakes = await this.database.query<ReleasedRow>(LAST_RELEASED, [RELEASED]);
    const ids = new Set(brakes.flatMap(({ proposedBy, releasedBy }) => [proposedBy, releasedBy]));
    const names = await this.staff.names([...ids]);
    return brakes.map(brake => ({
      ...raising(brake),
      proposerName: names.get(brake.proposedBy) ?? null,
      releaserName: names.get(brake.releasedBy) ?? null,
      releasedAt: brake.releasedAt.toISOString(),
    }));
  }
}

/** A brake that two people have released: the database takes no other that is not raised (`purge_brake_by_two`). */
interface ReleasedRow extends Raising {
  readonly proposedBy: string;
  readonly releasedBy: string;
  readonly releasedAt: Date;
}

const LAST_RELEASED: Statement = {
  name: 'purge-brakes-released',
  text: `
    select id, reason, by_ms as "byMs", raised_at as "raisedAt", proposed_by as "proposedBy", released_by as "releasedBy",
      released_at as "releasedAt"
    from purge_brake where not raised order by raised_at desc limit $1`,
};

type Raising = Pick<PurgeBrake, 'id' | 'reason' | 'byMs' | 'raisedAt'>;

function raising({ id, reason, byMs, raisedAt }: Raising) {
  return { id, reason, byMs, raisedAt: raisedAt.toISOString() };
}
