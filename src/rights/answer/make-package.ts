import { Injectable } from '@nestjs/common';
import type { Permissions } from '../../access/index.js';
import type { Requester } from '../../platform/http/index.js';
import type { Reached } from '../../platform/work/index.js';
import type { StoredFile } from '../../recordings/index.js';
import { ActOnCase, type Done } from '../case/act-on-case.js';
import { CaseFiles } from '../case/case-files.js';
import { withHashes, type PackedFile } from '../package/hash-entries.js';
import { packageCode } from '../package/package-code.js';
import { packZip } from '../package/pack-zip.js';
import { digestOfCode } from './download-secret.js';
import { PackageEntries } from './package-entries.js';
import type { MadePackage, NewPackage } from './package.schemas.js';
import { checkStillReleased, PreparePackage, type PreparedPackage } from './prepared-package.js';

/** Packs what is given to a person or to an authority into an encrypted ZIP that belongs to the case. */
@Injectable()
export class MakePackage {
  constructor(
    private readonly acts: ActOnCase,
    private readonly prepare: PreparePackage,
    private readonly entries: PackageEntries,
    private readonly files: CaseFiles,
  ) {}

  /**
   * Two acts with the packing between them, which may last: what is to leave is on record, then packed, then filed if it still
   * may leave. A crash in between leaves a key and a blob that no row names: reconciliation removes them.
   * @throws DomainError what {@link PreparePackage} throws, `package-outdated`; also where the case was closed while it was packed
   */
  async execute(
    caseId: string,
    wanted: NewPackage,
    requester: Requester,
    permissions: Permissions,
    reached: Reached,
  ): Promise<MadePackage> {
    const prepared = await this.#begin(caseId, requester, permissions);
    const code = packageCode();
    const packed: PackedFile[] = [];
    const noted = (file: PackedFile) => {
      packed.push(file);
      reached(Math.min(packed.length, prepared.sounds.length), prepared.sounds.length); // the rest is small
    };
    const entries = withHashes(this.entries.of(prepared), noted, prepared.madeAt);
    const stored = await this.files.store(caseId, packZip(entries, code));
    return this.#filed(prepared, { wanted, code, packed, stored }, requester, permissions);
  }

  #begin(caseId: string, requester: Requester, permissions: Permissions): Promise<PreparedPackage> {
    const begun = { verb: 'handle', action: 'rights-request.package-begun' } as const;
    return this.acts.execute<PreparedPackage>(
      caseId,
      begun,
      async (em, rightsCase, actor) => {
        const prepared = await this.prepare.execute(em, rightsCase, requester.id, actor);
        const recordings = prepared.sounds.map(({ sound }) => sound.recordingId);
        return { value: prepared, facts: { recordings: recordings.length }, detail: { recordings } };
      },
      requester,
      permissions,
    );
  }

  async #filed(
    prepared: PreparedPackage,
    made: MadeBytes,
    requester: Requester,
    permissions: Permissions,
  ): Promise<MadePackage> {
    try {
      return await this.#file(prepared, made, requester, permissions);
    } catch (error) {
      await this.files.discard(made.stored, error);
      throw error;
    }
  }

  #file(
    prepared: PreparedPackage,
    made: MadeBytes,
    requester: Requester,
    permissions: Permissions,
  ): Promise<MadePackage> {
    const { rightsCase, contentsSha256 } = prepared;
    const filed = { verb: 'handle', action: 'rights-request.package-made' } as const;
    return this.acts.execute<MadePackage>(
      rightsCase.id,
      filed,
      async (em, locked, actor) => {
        await checkStillReleased(em, locked, prepared);
        const codeSha256 = made.wanted.channel === 'download' ? digestOfCode(made.code) : null;
        const file = { kind: 'package', name: 'paketti.zip', mediaType: 'application/zip' } as const;
        const document = await this.files.file(
          em,
          locked.id,
          made.stored,
          { ...file, codeSha256, contentsSha256 },
          actor,
        );
        return doneOf(document.id, made);
      },
      requester,
      permissions,
    );
  }
}

interface MadeBytes {
  readonly wanted: NewPackage;
  readonly code: string;
  readonly packed: readonly PackedFile[];
  readonly stored: StoredFile;
}

function doneOf(documentId: string, { wanted, code, packed, stored }: MadeBytes): Done<MadePackage> {
  const { sizeBytes } = stored;
  const sha256 = stored.sha256.toString('hex');
  const facts = { documentId, channel: wanted.channel, sizeBytes, sha256, files: packed.length };
  return {
    value: { documentId, code, sizeBytes, sha256, files: packed.map(file => ({ ...file })) },
    facts,
    detail: { ...facts, files: packed },
  };
}
