import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/errors.js';
import { Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import type { Actor } from '../event.js';
import { AuditTrail } from '../trail/audit-trail.js';
import { destinationOf } from './stream-log.js';

/** Somebody answers for telling the log to its receiver from another place on: once more from an earlier one, or without a part. */
@Injectable()
export class MoveStream {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  /**
   * @param to index of the leaf that is sent next
   * @returns where the stream stood before
   * @throws DomainError `no-log-stream` where none is set or none has begun, `not-in-log` for a leaf that is not kept
   */
  async execute(to: number, reason: string, actor: Actor): Promise<number> {
    const { siem } = this.config;
    const destination = siem === null ? '' : destinationOf(siem);
    return this.database.transaction(async em => {
      const [head] = await em.execute<{ size: string; pruned_to: string }[]>('select size, pruned_to from audit_head');
      const [stream] = await em.execute<{ next_index: string }[]>(LOCK, [destination]);
      if (!stream) throw new DomainError('conflict', 'no-log-stream', 'The log is streamed to nobody yet.');
      if (!head || to < Number(head.pruned_to) || to > Number(head.size))
        throw new DomainError('unprocessable', 'not-in-log', 'The log has no such leaf.');
      await em.execute('update log_stream set next_index = ? where destination = ?', [to, destination]);
      const facts = { destination, from: Number(stream.next_index), to };
      await this.trail.record(em, { action: 'log-stream.moved', actor, facts, texts: { reason } });
      return facts.from;
    });
  }
}

const LOCK = 'select next_index from log_stream where destination = ? for update';
