import { grantCovering, needsReference, type Permissions, type Purpose } from '../access/index.js';
import { DomainError } from '../kernel/errors.js';
import { asSubject } from './recording-reader.js';
import type { Recording } from './recording.entity.js';

/** A use of a recording for one purpose of the register, with its reference where the purpose asks for one. */
export interface StatedPurpose {
  readonly purpose: Purpose;
  readonly reference?: string | undefined;
}

/** What the log says of a use: purpose, reference and the grant that it falls under. */
export interface PurposeFacts {
  readonly purpose: Purpose;
  readonly reference?: string;
  readonly grantId?: string;
}

/**
 * Judges the use of `recording` for a stated purpose.
 * @throws DomainError `reference-missing`, `purpose-not-permitted`, `purpose-blocked`, `restricted`
 */
export function checkPurpose(
  { purpose, reference }: StatedPurpose,
  recording: Recording,
  permissions: Permissions,
): PurposeFacts {
  if (!permissions.ability.can('play', asSubject(recording), purpose)) throw notPermitted(recording, purpose);
  if (needsReference(purpose) && reference === undefined) {
    throw new DomainError(
      'unprocessable',
      'reference-missing',
      'This purpose needs the reference of its ticket or case.',
    );
  }
  const grant = grantCovering(permissions, recording, { verb: 'play', field: purpose });
  return { purpose, ...(reference === undefined ? {} : { reference }), ...(grant ? { grantId: grant.id } : {}) };
}

function notPermitted({ restricted, blockedPurposes }: Recording, purpose: Purpose): DomainError {
  if (restricted) return restrictedUse();
  if (blockedPurposes.includes(purpose)) return blockedUse();
  return new DomainError(
    'forbidden',
    'purpose-not-permitted',
    'Your access rights do not cover this recording for this purpose.',
  );
}

/** Somebody in it has objected to the purpose, or withdrawn consent for it (GDPR arts. 21 and 7(3)). */
function blockedUse(): DomainError {
  return new DomainError(
    'forbidden',
    'purpose-blocked',
    'A person in this recording has objected to its use for this purpose, or withdrawn consent.',
  );
}

export function restrictedUse(): DomainError {
  return new DomainError(
    'forbidden',
    'restricted',
    'The use of this recording is restricted at the request of a person in it.',
  );
}
