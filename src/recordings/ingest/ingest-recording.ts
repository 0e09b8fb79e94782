import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Day } from '../../kernel/calendar.js';
import { AuditTrail } from '../../audit/index.js';
import { Database, type EntityManager } from '../../platform/database/index.js';
import { FindAgent, type Agent, type DirectoryEntry } from '../agents/find-agent.js';
import { CustodyOfRecording } from './custody-of-recording.js';
import type { Delivery, KeptDelivery } from './delivery.js';
import type { Deliverer } from './deliverer.js';
import { surelyRolledBack } from './discard-delivery.js';
import { lockToFile } from './filing-locks.js';
import { ContactMoved, FileContact, type ContactDraft, type PreparedContact } from './file-contact.js';

/** What else happens in the transaction that files a recording, before everything else in it but {@link lockToFile}. */
export type BeforeFiling = (em: EntityManager) => Promise<void>;

/** What is filed, by whom it was brought, and who may have taken the call. */
interface Filing {
  readonly delivery: KeptDelivery;
  readonly draft: ContactDraft;
  /** What the staff directory says of the agent. */
  readonly entry: DirectoryEntry;
  readonly deliverer: Deliverer;
  readonly before: BeforeFiling;
}

/** Enough for the legs of any call: each lost race is one that another leg has won. */
const MOST_ATTEMPTS = 20;

/** The last steps of design §6 *Ingest*; after each stands what a crash there leaves. */
@Injectable()
export class IngestRecording {
  constructor(
    private readonly database: Database,
    private readonly custody: CustodyOfRecording,
    private readonly contacts: FileContact,
    private readonly agents: FindAgent,
    private readonly trail: AuditTrail,
  ) {}

  /** @throws DomainError `day-closed` when the purge of the last day has begun meanwhile, `contact-going` */
  async execute(delivery: Delivery, deliverer: Deliverer): Promise<{ contactId: string }> {
    const steps = [
      this.agents.inDirectory(delivery.call),
      delivery.audio.staged.commit(),
      this.custody.begin(delivery.id, delivery.accepted.dueOn, delivery.key),
    ] as const;
    await Promise.allSettled(steps); // so that nothing is still being made when a failure is cleaned up after
    const [entry] = await Promise.all(steps);
    // A crash before here leaves a blob, a wrapped key or both, which belong to nothing: reconciliation removes them.
    return { contactId: await this.#commit(filingOf(delivery, entry, deliverer)) };
  }

  /**
   * Files what is in custody already, under its own id: its blob is there, and `before` sees to it that its key is. It may be
   * called more than once; each time what it did the time before is rolled back.
   * @throws DomainError as {@link execute} does, and what `before` throws: then nothing is filed
   */
  async fileKept(delivery: KeptDelivery, deliverer: Deliverer, before: BeforeFiling): Promise<{ contactId: string }> {
    const entry = await this.agents.inDirectory(delivery.call);
    return { contactId: await this.#commit({ ...filingOf(delivery, entry, deliverer), before }) };
  }

  /** Legs of one call may come at once: the one that loses a race files itself with what the other has filed. */
  async #commit(filing: Filing): Promise<string> {
    const { draft } = filing;
    const days = new Set<Day>();
    for (let attempt = 1; ; attempt++) {
      try {
        const contact = await this.contacts.prepare(draft);
        days.add(contact.previousDueOn ?? contact.dueOn).add(contact.dueOn);
        const waitedAs = await this.#attempt(filing, contact);
        // A crash here leaves the recording filed; the source asks again and hears `200` with the same id. The key of the item that
        // has waited for this audio is left to reconciliation then.
        await this.custody.endWaited(waitedAs);
        await this.contacts.settle(contact, days);
        return contact.id;
      } catch (error) {
        if (attempt === MOST_ATTEMPTS || !(error instanceof ContactMoved)) throw error;
      }
    }
  }

  async #attempt(filing: Filing, contact: PreparedContact): Promise<string | null> {
    try {
      return await this.database.transaction(em => this.#file(em, filing, contact));
    } catch (error) {
      if (!contact.isNew) throw error;
      if (surelyRolledBack(error)) await this.custody.end(contact.id);
      const lostRace =
        error instanceof UniqueConstraintViolationException && (await this.contacts.isBegun(filing.draft));
      throw lostRace ? new ContactMoved() : error;
    }
  }

  /** Returns the item that waited for the audio and has gone, if there was one. */
  async #file(em: EntityManager, filing: Filing, contact: PreparedContact): Promise<string | null> {
    const { delivery, draft, entry, deliverer, before } = filing;
    const { id, accepted } = delivery;
    await lockToFile(em, delivery.call);
    await before(em);
    const agent = await this.agents.forGood(em, delivery.call, entry);
    await this.custody.lockOpen(em, [accepted.dueOn, contact.dueOn]);
    await this.contacts.file(em, contact, draft);
    const waitedAs = await this.custody.file(em, delivery, contact.id, agent, deliverer);
    await this.trail.record(em, {
      action: 'recording.ingested',
      actor: deliverer.actor,
      object: { kind: 'recording', id },
      recordingId: id,
      facts: {
        ...factsOf(delivery, contact, agent),
        channel: deliverer.channel,
        ...(waitedAs === null ? {} : { waitedAs }),
      },
    });
    return waitedAs;
  }
}

function filingOf(delivery: KeptDelivery, entry: DirectoryEntry, deliverer: Deliverer): Filing {
  return { delivery, draft: contactDraft(delivery, deliverer), entry, deliverer, before: () => Promise.resolve() };
}

function contactDraft({ call, accepted }: KeptDelivery, { channel }: Deliverer): ContactDraft {
  const { source, externalId, linkedId = externalId, ticket = '', note } = call;
  return {
    source,
    linkedId,
    dueOn: accepted.dueOn,
    parties: accepted.parties,
    ticket,
    note,
    provenance: `${channel}/${source}`,
  };
}

/** What stays useful after the purge (design §4); nothing of the caller. */
function factsOf({ call, accepted, audio }: KeptDelivery, contact: PreparedContact, agent: Agent) {
  return {
    source: call.source,
    contactId: contact.id,
    startedAt: call.startedAt.toISOString(),
    endedAt: call.endedAt.toISOString(),
    queue: call.queue,
    unit: call.unit,
    agentId: agent.id,
    dueOn: accepted.dueOn,
    durationMs: audio.facts.durationMs,
    codec: audio.facts.codec,
    notice: accepted.notice.evidence,
    dropped: [...accepted.dropped],
    ...(contact.previousDueOn !== null && contact.previousDueOn !== contact.dueOn
      ? { contactMovedFrom: contact.previousDueOn, contactMovedTo: contact.dueOn }
      : {}),
  };
}
