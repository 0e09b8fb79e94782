import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../kernel/errors.js';
import {
  DossierFiles,
  GiveOutCalls,
  Statements,
  type CallToGive,
  type PartyToGive,
  type ShownStatement,
} from '../../recordings/index.js';
import { CaseTexts } from '../case/case-texts.js';
import { once } from '../package/hash-entries.js';
import { contentsJson, contentsSchemaJson } from '../package/package-contents.js';
import type { PackageEntry } from '../package/package-entry.js';
import { disclosureJson } from '../disclosure/disclosure-data.js';
import { accessOf } from './draft-of.js';
import { isGranted } from './may-answer.js';
import { packageDataOf } from './package-data.js';
import type { PreparedPackage } from './prepared-package.js';
import type { NamedSound } from './read-plan.js';

/** Reads the files of a package one after the other, as they are packed: never more of one than a piece is in memory. */
@Injectable()
export class PackageEntries {
  constructor(
    private readonly database: Database,
    private readonly giveOut: GiveOutCalls,
    private readonly files: DossierFiles,
    private readonly texts: CaseTexts,
    private readonly statements: Statements,
  ) {}

  /** @throws DomainError `sound-gone`; what cannot be decrypted or decoded */
  async *of(prepared: PreparedPackage): AsyncGenerator<PackageEntry> {
    const { sounds, letter, madeAt, rightsCase } = prepared;
    const dueOn = await this.texts.lastDay(this.database.entities(), rightsCase.id);
    for (const named of sounds) {
      const bytes = await this.#sound(named, dueOn);
      yield { name: named.name, modifiedAt: named.call.endedAt, bytes };
    }
    for (const [name, bytes] of await this.#data(prepared)) yield { name, modifiedAt: madeAt, bytes: once(bytes) };
    const pdf = this.files.read({ id: letter.document.fileId, dueOn });
    yield { name: 'kirje.pdf', modifiedAt: letter.document.createdAt, bytes: pdf };
  }

  async #sound({ sound, decoded }: NamedSound, dueOn: string): Promise<AsyncIterable<Buffer>> {
    if (sound.copy) return this.files.read({ id: sound.copy.fileId, dueOn });
    const bytes = await this.giveOut.sound(sound.recordingId, decoded ? 'wav' : 'original');
    if (bytes) return bytes;
    throw new DomainError('gone', 'sound-gone', 'A recording that was to be given is not kept any more.');
  }

  async #data(prepared: PreparedPackage) {
    const { rightsCase, facts, sounds, letter, claims, madeAt } = prepared;
    if (rightsCase.kind === 'authority') return [['tiedot.json', disclosureJson(facts, sounds, madeAt)]] as const;
    const rightsAnswered = (['access', 'portability'] as const).filter(right => isGranted(claims, right));
    const access = accessOf(facts, letter.parts, letter.language);
    const data = packageDataOf(facts, {
      ...{ madeAt, rightsAnswered, access, sounds },
      parties: await this.#parties(facts.calls.map(({ contactId }) => contactId)),
      statements: await this.#statements(facts.calls),
    });
    return [
      ['tiedot.json', contentsJson(data)],
      ['tiedot.schema.json', contentsSchemaJson()],
    ] as const;
  }

  async #statements(calls: readonly CallToGive[]): Promise<ReadonlyMap<string, readonly ShownStatement[]>> {
    const statements = new Map<string, readonly ShownStatement[]>();
    for (const { recordingId: id, dueOn } of calls) statements.set(id, await this.statements.of({ id, dueOn }));
    return statements;
  }

  async #parties(contactIds: readonly string[]): Promise<ReadonlyMap<string, readonly PartyToGive[]>> {
    const parties = new Map<string, readonly PartyToGive[]>();
    for (const contactId of new Set(contactIds)) parties.set(contactId, await this.giveOut.parties(contactId));
    return parties;
  }
}
