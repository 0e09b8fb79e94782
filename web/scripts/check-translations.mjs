import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const LANGUAGES = ['fi', 'sv', 'en'];
const PLURAL = /_(zero|one|two|few|many|other)$/;
/** A string or template literal that may be a key: at least two parts joined by dots, the first not only a placeholder. */
const KEY_LIKE = /(['"`])([A-Za-z](?:[A-Za-z0-9_-]|\$\{[^}]*\})+(?:\.(?:[A-Za-z0-9_-]|\$\{[^}]*\})+)+)\1/g;

/**
 * Fails when a text is missing or empty in a language, when its placeholders differ between languages, or when the
 * client uses it nowhere. That every key that is used exists is checked by the compiler.
 */
const texts = Object.fromEntries(LANGUAGES.map(language => [language, flatten(read(language))]));
const faults = [...missing(), ...empty(), ...differing(), ...unused()];
for (const fault of faults) process.stderr.write(`${fault}\n`);
if (faults.length > 0) process.exit(1);
process.stdout.write(`${texts.fi.size} texts in ${LANGUAGES.length} languages\n`);

function read(language) {
  return JSON.parse(readFileSync(join(root, `src/locales/${language}.json`), 'utf8'));
}

function flatten(value, path = '') {
  if (typeof value === 'string') return new Map([[path, value]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...flatten(inner, path ? `${path}.${key}` : key)]));
}

function missing() {
  const all = new Set(LANGUAGES.flatMap(language => [...texts[language].keys()]));
  return LANGUAGES.flatMap(language =>
    [...all].filter(key => !texts[language].has(key)).map(key => `${language}: ${key} is missing`),
  );
}

function empty() {
  return LANGUAGES.flatMap(language =>
    [...texts[language]].filter(([, text]) => text.trim() === '').map(([key]) => `${language}: ${key} is empty`),
  );
}

function differing() {
  return [...texts.fi].flatMap(([key, text]) =>
    LANGUAGES.filter(language => texts[language].has(key) && places(texts[language].get(key)) !== places(text)).map(
      language => `${language}: ${key} has other placeholders than fi`,
    ),
  );
}

function places(text) {
  return [...new Set(text.match(/\{\{\w+\}\}/g))].sort().join(' ');
}

function unused() {
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).filter(path => !path.endsWith('api/schema.ts'));
  const written = sources.flatMap(path => [...readFileSync(join(root, path), 'utf8').matchAll(KEY_LIKE)]);
  const patterns = [...new Set(written.map(match => match[2]))].map(patternOf);
  const keys = [...texts.fi.keys()].map(key => key.replace(PLURAL, ''));
  return [...new Set(keys)]
    .filter(key => !patterns.some(pattern => pattern.test(key)))
    .map(key => `${key} is used nowhere`);
}

/** What stands in `${}` may be any part of a key, or several. */
function patternOf(literal) {
  const parts = literal.split(/\$\{[^}]*\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}
