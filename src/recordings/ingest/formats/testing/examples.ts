import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '../../../../kernel/errors.js';
import type { ReadDocument } from '../document.js';
import { readDocument } from '../read-document.js';
import { sourceForm } from '../source-form.js';

const FOLDER = join(import.meta.dirname, '../../../../../test/data/formats');

/** A document of test/data/formats. */
export function example(name: string): Buffer {
  return readFileSync(join(FOLDER, name));
}

/** What `document` says in a form, as the settings would have it. */
export function read(document: Buffer | string, form: object): ReadDocument {
  const bytes = typeof document === 'string' ? Buffer.from(document) : document;
  return readDocument(bytes, sourceForm.parse(form), 'pbx-1');
}

/** Why `document` is refused as a whole; null where it is not. */
export function refusalOf(document: Buffer | string, form: object): unknown {
  try {
    read(document, form);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'document-unreadable') throw error;
    return error.details.fault;
  }
}
