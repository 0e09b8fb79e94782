import { z } from 'zod';

const id = z.string();

/** See `TextBlock`. */
export const textBlock = z.discriminatedUnion('kind', [
  z.strictObject({ id, kind: z.literal('heading'), text: z.string() }),
  z.strictObject({ id, kind: z.literal('paragraph'), text: z.string() }),
  z.strictObject({ id, kind: z.literal('list'), items: z.array(z.string()), language: z.string().optional() }),
  z.strictObject({
    ...{ id, kind: z.literal('table'), caption: z.string() },
    headers: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
]);

/** A text in each language. */
export const textsOfLanguages = z.strictObject({
  fi: z.array(textBlock),
  sv: z.array(textBlock),
  en: z.array(textBlock),
});

/** See `Difference`. */
export const difference = z.strictObject({
  ...{ id, under: z.string() },
  before: z.array(z.string()).nullable(),
  after: z.array(z.string()).nullable(),
});
