import type { Client } from './client.js';

/** What a person needs to set a password: the link of one administrator and the code of another. */
export interface Halves {
  readonly enrolmentId: string;
  readonly token: string;
  readonly code: string;
}

/** One administrator makes the link and another confirms it, as the API has it. */
export async function enrol(first: Client, second: Client, staffId: string, wanted: object = {}): Promise<Halves> {
  const { body: link, status } = await first.post(`/staff/${staffId}/enrolments`, wanted);
  if (status !== 201) throw new Error(`the link answered ${status}`);
  const confirmed = await second.post(`/enrolments/${String(link.id)}/confirmation`);
  if (confirmed.status !== 200) throw new Error(`the confirmation answered ${confirmed.status}`);
  return { enrolmentId: String(link.id), token: String(link.token), code: String(confirmed.body.code) };
}
