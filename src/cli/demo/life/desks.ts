import { DEMO_ACCOUNTS } from '../../../server/demo-accounts.js';

/** RFC 5737: addresses for documentation, which nobody has. */
const NETWORK = '192.0.2.';
const FIRST_DESK = 20;

/** From where the exchanges deliver. */
export const EXCHANGE_ADDRESS = `${NETWORK}10`;
/** Where people sit who have no account from the beginning. */
export const GUEST_ADDRESS = `${NETWORK}60`;

/** Everybody has a machine of their own in the office. */
export function addressOf(username: string): string {
  const desk = DEMO_ACCOUNTS.findIndex(account => account.username === username);
  return desk < 0 ? GUEST_ADDRESS : `${NETWORK}${FIRST_DESK + desk}`;
}
