import { DomainError } from '../../kernel/errors.js';

/** There is no key any more, or never was: what it protected is beyond reading. */
export class KeyGone extends DomainError {
  constructor() {
    super('gone', 'key-destroyed', 'The key has been destroyed.');
  }
}
