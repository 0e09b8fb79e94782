import { DomainError } from '../../kernel/errors.js';

/** The same call has come another way since it was looked for. Nothing of this delivery was kept; whoever looks again finds the other. */
export class CameMeanwhile extends DomainError {
  constructor() {
    super('unavailable', 'came-meanwhile', 'This call has come another way at the same moment; deliver it again.');
  }
}
