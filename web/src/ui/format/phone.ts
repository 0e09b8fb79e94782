const FINNISH = /^\+358(\d{4,10})$/;
/** Networks of mobile telephones: two digits after the country (regulation 32 of Traficom). */
const MOBILE = /^(?:4\d|50)/;
/** Regions of the fixed network, the longest first. */
const REGION = /^(?:1[3-9]|[2-3]|5|6|8|9)/;
/** What is left is read in threes and fours. */
const GROUPS: Readonly<Record<number, readonly number[]>> = {
  3: [3],
  4: [4],
  5: [2, 3],
  6: [3, 3],
  7: [3, 4],
  8: [4, 4],
};

/** A telephone number in groups, with the country as in every language (ITU-T E.123): `+358 40 123 4567`; others as they are. */
export function phone(text: string): string {
  const [, rest] = FINNISH.exec(text) ?? [];
  const [prefix] = (rest && (MOBILE.exec(rest) ?? REGION.exec(rest))) || [];
  if (rest === undefined || prefix === undefined) return text;
  const sizes = GROUPS[rest.length - prefix.length];
  if (!sizes) return text;
  const groups = sizes.map((size, index) => {
    const from = prefix.length + sizes.slice(0, index).reduce((sum, one) => sum + one, 0);
    return rest.slice(from, from + size);
  });
  return ['+358', prefix, ...groups].join('\u00a0');
}
