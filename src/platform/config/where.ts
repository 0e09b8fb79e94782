import { z } from 'zod';

/** The European Economic Area: what the privacy notice §11 allows (no transfer outside it). ISO 3166-1 alpha-2. */
const EEA = new Set(
  (
    'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE ' + // European Union
    'IS LI NO'
  ).split(' '),
);

/** The country in which something outside says it is. */
export const country = z.string().regex(/^[A-Z]{2}$/, 'is the two capital letters of a country, such as FI');

/** Whether a country, by its two letters, is in the EU or the EEA. */
export function isInEea(letters: string): boolean {
  return EEA.has(letters);
}

/** Whether an address is this machine itself. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
