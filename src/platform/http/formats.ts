import { z } from 'zod';

/** An id of this system: a UUID, read in lower case, so that one id has one spelling wherever it is compared. */
export const id = z.uuid().toLowerCase();

/**
 * Nothing here is older than telephones, or later than four digits can say. Outside of that an instant is none for the database, and a
 * day has no beginning in Helsinki.
 */
const IN_TIME = /^(?:19|[2-9]\d)\d\d-/;
const OUT_OF_TIME = 'must lie in the years 1900 to 9999';

/** An instant, RFC 3339 with an offset; read as Date. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform(text => new Date(text))
  .refine(at => IN_TIME.test(at.toISOString()), OUT_OF_TIME);

/** A calendar day of Europe/Helsinki, `YYYY-MM-DD`. */
export const day = z.iso.date().refine(text => IN_TIME.test(text), OUT_OF_TIME);

/** An instant in an answer: RFC 3339 in UTC. */
export const instantOut = z.iso.datetime();

/** A list in which nothing stands twice. */
export function each<T extends z.ZodType<string>>(list: z.ZodArray<T>) {
  return list.refine(all => new Set(all).size === all.length, 'must name each once').meta({ uniqueItems: true });
}

/** One line of text that a person or a machine typed: trimmed, no control characters. */
export function line(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(text => !/[\p{Cc}\p{Cs}]/u.test(text), 'must be one line without control characters');
}

/** Free text of at most `max` characters; line breaks allowed. */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(value => !/[^\P{Cc}\n\t]|\p{Cs}/u.test(value), 'must not hold control characters');
}
