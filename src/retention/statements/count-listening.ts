import { subject } from '@casl/ability';
import { Injectable } from '@nestjs/common';
import type { AppAbility } from '../../access/index.js';
import { CountUses, type UseCount } from '../../audit/index.js';
import { StaffDirectory } from '../../identity/index.js';
import type { StatementSpan } from './statement-span.js';
import type { Statement } from './statements.schemas.js';

type Listening = Statement['listening'];

/** Counts by the log who listened, and for what. */
@Injectable()
export class CountListening {
  constructor(
    private readonly uses: CountUses,
    private readonly staff: StaffDirectory,
  ) {}

  /** People by name only for whoever may see in the log what they did. */
  async execute({ begins, ends }: StatementSpan, ability: AppAbility): Promise<Listening> {
    const counts = await this.uses.listening(begins, ends);
    return {
      playbacks: playbacksOf(counts),
      people: peopleOf(counts),
      byPurpose: byPurpose(counts),
      byPerson: ability.can('list', 'AuditEvent') ? await this.#named(counts, ability) : null,
    };
  }

  async #named(counts: readonly UseCount[], ability: AppAbility): Promise<NonNullable<Listening['byPerson']>> {
    const seen = counts.filter(({ staffId }) => mayList(staffId, ability));
    const names = await this.staff.names([...new Set(seen.map(({ staffId }) => staffId))]);
    return seen.map(count => ({ ...count, displayName: names.get(count.staffId) ?? null }));
  }
}

function mayList(actorId: string, ability: AppAbility): boolean {
  return ability.can('list', subject('AuditEvent', { actorId, concernsStaffId: '' }));
}

function byPurpose(counts: readonly UseCount[]): Listening['byPurpose'] {
  const purposes = [...new Set(counts.map(({ purpose }) => purpose))].sort();
  return purposes.map(purpose => {
    const of = counts.filter(count => count.purpose === purpose);
    return { purpose, playbacks: playbacksOf(of), people: peopleOf(of) };
  });
}

function playbacksOf(counts: readonly UseCount[]): number {
  return counts.reduce((sum, { playbacks }) => sum + playbacks, 0);
}

function peopleOf(counts: readonly UseCount[]): number {
  return new Set(counts.map(({ staffId }) => staffId)).size;
}
