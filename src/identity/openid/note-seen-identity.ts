import { Injectable } from '@nestjs/common';
import { AuditTrail, type Actor } from '../../audit/index.js';
import { Clock } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { hintOf } from './hint.js';

/** So many are kept at most; the oldest gives way. */
export const MOST_SEEN = 200;

/** Whom the provider vouches for, and what it calls them. */
export interface VouchedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly preferred_username?: unknown;
  readonly name?: unknown;
}

/** Remembers somebody whom nobody has linked, so that an administrator finds them; that gives them nothing. */
@Injectable()
export class NoteSeenIdentity {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Returns the id of the note. The event is written the first time alone; the refusal is the caller's to record. */
  execute(identity: VouchedIdentity, address: string): Promise<string> {
    return this.database.transaction(em => this.#note(em, identity, address));
  }

  async #note(em: EntityManager, identity: VouchedIdentity, address: string): Promise<string> {
    const { issuer, subject } = identity;
    const seenAt = this.clock.now();
    const hints = [hintOf(identity.preferred_username), hintOf(identity.name)];
    const noted = await em.execute<[NotedRow]>(NOTE, [newId(seenAt), issuer, subject, ...hints, seenAt]);
    const [{ id, is_new: isNew }] = noted;
    if (!isNew) return id;
    await em.execute(MAKE_ROOM, [MOST_SEEN]);
    const actor: Actor = { kind: 'unidentified', id: null, sessionId: null, address };
    const object = { kind: 'external-identity-seen', id };
    await this.trail.record(em, { action: 'external-identity.seen', actor, object, facts: { issuer } });
    return id;
  }
}

interface NotedRow {
  readonly id: string;
  readonly is_new: boolean;
}

const NOTE = `
  insert into external_identity_seen (id, issuer, subject, username_hint, name_hint, seen_at) values (?, ?, ?, ?, ?, ?)
  on conflict (issuer, subject) do update
  set username_hint = excluded.username_hint, name_hint = excluded.name_hint, seen_at = excluded.seen_at
  returning id, xmax = 0 as is_new`;

const MAKE_ROOM = `
  delete from external_identity_seen where id in (
    select id from (
      select id, row_number() over (order by seen_at desc, id desc) as place from external_identity_seen
    ) newest where place > ?)`;
