import { DomainError } from '../../kernel/errors.js';
import type { EntityManager } from '../../platform/database/index.js';
import type { RightsCase } from '../case/rights-case.entity.js';

/** Whether an authority would be given a recording whose processing is restricted by now: storage only (GDPR art. 18(2)). */
export async function disclosesRestricted(
  em: EntityManager,
  { id, kind }: Pick<RightsCase, 'id' | 'kind'>,
): Promise<boolean> {
  return kind === 'authority' && (await em.execute(RESTRICTED, [id])).length > 0;
}

const RESTRICTED = `
  select x.id from rights_recording r join recording x on x.id = r.recording_id
  where r.case_id = ? and r.state = 'included' and x.restricted limit 1`;

export function restrictedRecording(): DomainError {
  const sentence = 'The processing of a recording is restricted: it is not disclosed.';
  return new DomainError('conflict', 'recording-restricted', sentence);
}
