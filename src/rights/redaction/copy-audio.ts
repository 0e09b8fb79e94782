import { servedAudio, type ServedAudio } from '../../recordings/index.js';
import type { Redaction } from '../case/case-output.entity.js';
import { copyNotThere } from './redaction-refusals.js';

/** What a listening of a copy serves: the file as it will leave, or what browsers can play of it. @throws DomainError `copy-not-there` */
export function servedCopy({ form, fileId }: Pick<Redaction, 'form' | 'fileId'>, rendition: boolean): ServedAudio {
  if (!form || !fileId) throw copyNotThere();
  return servedAudio(form, rendition);
}
