import { Injectable } from '@nestjs/common';
import { StaffDirectory } from '../../identity/index.js';
import { notFound } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import { Processor } from './processor.entity.js';
import type { ProcessorList, ProcessorView } from './processors.schemas.js';

/** Who processes for the controller, and how that came to be. There are few. */
@Injectable()
export class ReadProcessors {
  constructor(
    private readonly database: Database,
    private readonly staff: StaffDirectory,
  ) {}

  /** Each as it is now, by name; ended ones at the end. */
  async list(): Promise<ProcessorList> {
    return this.#views(newest(await this.#rows({})).sort(byName));
  }

  /** Every version of one, newest first. @throws DomainError `not-found` */
  async versions(id: string): Promise<ProcessorList> {
    const rows = await this.#rows({ id });
    if (rows.length === 0) throw notFound();
    return this.#views(rows);
  }

  /** Those that process now, by name. */
  async atWork(): Promise<readonly Processor[]> {
    return newest(await this.#rows({}))
      .filter(({ ended }) => !ended)
      .sort(byName);
  }

  async #rows(where: { id?: string }): Promise<Processor[]> {
    return this.database.entities().find(Processor, where, { orderBy: { version: 'desc', id: 'asc' } });
  }

  async #views(rows: readonly Processor[]): Promise<ProcessorList> {
    const names = await this.staff.names(rows.map(({ changedBy }) => changedBy));
    return { items: rows.map(row => viewOf(row, names)), nextCursor: null };
  }
}

/** The newest version of each; `rows` are newest first. */
function newest(rows: readonly Processor[]): Processor[] {
  return [...new Map(rows.toReversed().map(row => [row.id, row])).values()];
}

function byName(one: Processor, other: Processor): number {
  return (
    Number(one.ended) - Number(other.ended) || one.name.localeCompare(other.name, 'fi') || (one.id < other.id ? -1 : 1)
  );
}

function viewOf(row: Processor, names: ReadonlyMap<string, string>): ProcessorView {
  const { id, version, name, task, country, undertakingReference, undertakingOn, ended, changedBy, changedAt } = row;
  return {
    ...{ id, version, name, task, country, undertakingReference, undertakingOn, ended, changedBy },
    subProcessors: row.subProcessors.map(sub => ({ name: sub.name, task: sub.task, country: sub.country })),
    changerName: names.get(changedBy) ?? null,
    changedAt: changedAt.toISOString(),
  };
}
