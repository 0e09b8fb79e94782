import { DomainError } from '../../kernel/errors.js';

/** How long ago a request may have been received when it is registered: longer than that is a slip of the keyboard. */
const LONGEST_AGO_MS = 366 * 24 * 60 * 60 * 1000;

/** @throws DomainError `received-in-future`, `received-long-ago` */
export function checkReceipt(receivedAt: Date, registeredAt: Date): void {
  if (receivedAt > registeredAt) {
    throw new DomainError('unprocessable', 'received-in-future', 'A request was received before it is registered.');
  }
  if (registeredAt.getTime() - receivedAt.getTime() > LONGEST_AGO_MS) {
    throw new DomainError(
      'unprocessable',
      'received-long-ago',
      'A request that is registered now was received within a year.',
    );
  }
}
