import { DomainError } from '../../kernel/errors.js';
import type { LetterFacts } from '../answer/letter-facts.js';
import type { NamedSound } from '../answer/read-plan.js';
import { holdsIdentityCode } from '../../kernel/identity-codes-in-text.js';
import { withoutCode } from '../package/without-codes.js';

/**
 * `tiedot.json` of a disclosure to an authority: which files there are, of which calls, by which provision. Nothing of the
 * contact history: what is not named in the request does not leave. @throws DomainError `package-holds-identity-code`
 */
export function disclosureJson(
  { rightsCase, request: { authority }, contacts }: LetterFacts,
  sounds: readonly NamedSound[],
  madeAt: Date,
): Buffer {
  const value = {
    schema: 'tallenne-disclosure/1',
    reference: rightsCase.number,
    authorityReference: authority?.reference ?? null,
    provision: authority?.provision ?? null,
    madeAt: madeAt.toISOString(),
    controller: contacts.controller,
    recordings: sounds.map(recordingOf),
  };
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (holdsIdentityCode(text)) throw holdsCode();
  return Buffer.from(text);
}

function recordingOf({ name, call, sound }: NamedSound) {
  const { startedAt, endedAt, direction, sha256 } = call;
  return {
    ...{
      file: name,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt.toISOString(),
      direction,
      queue: withoutCode(call.queue),
      unit: withoutCode(call.unit),
      source: withoutCode(call.source),
    },
    ...{ originalSha256: sha256, redactions: sound.copy?.marks ?? [] },
  };
}

function holdsCode(): DomainError {
  return new DomainError(
    'unprocessable',
    'package-holds-identity-code',
    'A personal identity code stands in the data of the package: leave it out.',
  );
}
