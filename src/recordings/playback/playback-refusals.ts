import { DomainError } from '../../kernel/errors.js';

/** The person's rights or the recording's state have changed since the playback was granted. */
export function noLongerAllowed(): DomainError {
  return new DomainError('forbidden', 'playback-no-longer-allowed', 'You may no longer listen to this recording.');
}

export function expired(): DomainError {
  return new DomainError('gone', 'playback-expired', 'This playback has ended; state the purpose again to go on.');
}
