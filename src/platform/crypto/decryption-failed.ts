import { DomainError } from '../../kernel/errors.js';

/**
 * Stored bytes did not authenticate: damaged, cut, moved, or not of this key or context. Says nothing about which, and
 * carries no cause.
 */
export class DecryptionFailed extends DomainError {
  constructor() {
    super('unavailable', 'decryption-failed', 'The stored bytes could not be decrypted.');
  }
}
