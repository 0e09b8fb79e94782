import { Injectable } from '@nestjs/common';
import { DossierFiles } from '../../recordings/index.js';
import { once } from '../package/hash-entries.js';
import type { PackageEntry, PackageFileName } from '../package/package-entry.js';
import { caseFilePdf } from './case-file-pdf.js';
import type { CaseFile } from './compose-case-file.js';

/** The files of a case file: the whole as JSON, what happened as PDF, and each document that is not packed of others. */
@Injectable()
export class CaseFileEntries {
  constructor(private readonly files: DossierFiles) {}

  /**
   * Documents by the number that they have in `asia.json`. A package is told of by its hash alone: it opens with a code that
   * nobody here knows, and what was in it is here by itself.
   */
  async *of(file: CaseFile, madeAt: Date): AsyncGenerator<PackageEntry> {
    const named = file.documents.map((document, n) => ({ ...document, file: nameOf(document, n + 1) }));
    const json = Buffer.from(`${JSON.stringify({ ...file, documents: named }, null, 2)}\n`);
    yield { name: 'asia.json', modifiedAt: madeAt, bytes: once(json) };
    yield { name: 'asia.pdf', modifiedAt: madeAt, bytes: once(await caseFilePdf(file, madeAt)) };
    for (const { file: name, fileId, createdAt, sha256 } of named) {
      if (name === null || sha256 === null) continue;
      const bytes = this.files.read({ id: fileId, dueOn: file.case.lastDayKept });
      yield { name, modifiedAt: new Date(createdAt), bytes };
    }
  }
}

function nameOf({ kind, mediaType }: CaseFile['documents'][number], n: number): PackageFileName | null {
  if (kind === 'package') return null;
  if (kind === 'copy') return `puhelu-${n}.wav`;
  return `liite-${n}.${mediaType === 'application/pdf' ? 'pdf' : 'bin'}`;
}
