/** What a journal entry says besides its action: texts that people wrote first, then single facts by their names. */
interface JournalDetails {
  readonly texts: readonly NamedText[];
  readonly facts: readonly NamedText[];
}

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** Names of what people write; the rest are codes, days and ids. */
const WRITTEN = new Set([
  ...['text', 'question', 'answer', 'words', 'note', 'reason', 'reasons', 'statement', 'why', 'what', 'value'],
]);

/** Not repeated in the journal: the view of the request covers it until somebody wants to see it. */
const COVERED = 'personalIdentityCode';
const COVER = '••••••';

/** @param detail JSON; what lies within something else is named by its path, such as `after.language` */
export function journalDetails(detail: Readonly<Record<string, unknown>>): JournalDetails {
  const all = changedOnly(namedTexts(detail, ''));
  const isWritten = ({ name }: NamedText) => WRITTEN.has(name.split('.').at(-1) ?? '');
  return { texts: all.filter(isWritten), facts: all.filter(one => !isWritten(one)) };
}

/** Of what is told before and after a change, only what became another. */
function changedOnly(all: readonly NamedText[]): NamedText[] {
  const texts = new Map(all.map(({ name, text }) => [name, text]));
  return all.filter(({ name, text }) => {
    const other = name.replace(/^(before|after)(?=\.)/, which => (which === 'before' ? 'after' : 'before'));
    return other === name || texts.get(other) !== text;
  });
}

function namedTexts(value: unknown, name: string): NamedText[] {
  if (value === null || value === undefined || value === '') return [];
  if (name.split('.').at(-1) === COVERED) return [{ name, text: COVER }];
  if (Array.isArray(value)) return listed(value, name);
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) => namedTexts(inner, name === '' ? key : `${name}.${key}`));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [{ name, text: String(value) }]
    : [];
}

function listed(values: readonly unknown[], name: string): NamedText[] {
  const plain = values.every(value => typeof value !== 'object');
  if (plain) return values.length === 0 ? [] : [{ name, text: values.join(', ') }];
  return values.flatMap((value, index) => namedTexts(value, `${name}.${index + 1}`));
}
