import canonicalize from 'canonicalize';

/** The one text that a JSON value has (RFC 8785). @throws TypeError for what is none */
export function canonicalJson(value: object): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This is no JSON value.');
  return text;
}
