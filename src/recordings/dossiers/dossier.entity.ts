import { defineEntity, p } from '@mikro-orm/core';

export const DOSSIER_KINDS = ['rights-case'] as const;
export type DossierKind = (typeof DOSSIER_KINDS)[number];

const schema = defineEntity({
  name: 'Dossier',
  tableName: 'dossier',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(DOSSIER_KINDS),
    /** Number of the case; nothing personal. */
    reference: p.text(),
    dueOn: p.date().index('dossier_due_on'),
    createdAt: p.datetime(3),
  },
});

/** What is kept of a case of an upper floor: a custody unit, under whose data key that floor seals what it knows (ADR 0015). */
export class Dossier extends schema.class {}

schema.setClass(Dossier);

const fileSchema = defineEntity({
  name: 'DossierFile',
  tableName: 'dossier_file',
  properties: {
    id: p.uuid().primary(),
    dossierId: p.uuid().index('dossier_file_dossier'),
    /** Always the last day of its dossier. */
    dueOn: p.date().index('dossier_file_due_on'),
    mediaType: p.text(),
    /** Of the file as it came or was made. */
    sizeBytes: p.bigint('number'),
    sha256: p.blob(),
    createdAt: p.datetime(3),
  },
});

/** A file of a dossier: a blob and a data key of its own, which bear its id. */
export class DossierFile extends fileSchema.class {}

fileSchema.setClass(DossierFile);
