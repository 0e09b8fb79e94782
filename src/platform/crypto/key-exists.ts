import { DomainError } from '../../kernel/errors.js';

/** The unit has a key on that day, and it is another one. */
export class KeyExists extends DomainError {
  constructor() {
    super('conflict', 'key-exists', 'The unit has a key on that day.');
  }
}
