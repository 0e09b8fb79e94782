import { z } from 'zod';

/** The country in which something outside says it is. */
export const country = z.string().regex(/^[A-Z]{2}$/, 'is the two capital letters of a country, such as FI');

/** Whether an address is this machine itself. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
