/** Tells how wide a text is drawn, in points. */
export type Measure = (text: string) => number;

/**
 * `text` as lines of at most `width` points, white space at their ends not counted: at its line breaks, between words, and
 * within a word only where it is wider than a line. A line that does not end within a word ends in a space, but for the
 * last: who reads the page aloud must not hear two words as one.
 */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  const fits = (part: string) => measure(part.trimEnd()) <= width;
  const lines = text.split('\n').flatMap(paragraph => {
    const words = paragraph.trim().split(/ +/);
    return fillLines(
      words.flatMap(word => cutWord(`${word} `, fits)),
      fits,
    );
  });
  return lines.with(-1, (lines.at(-1) ?? '').trimEnd());
}

function fillLines(pieces: readonly string[], fits: (part: string) => boolean): string[] {
  const lines = [''];
  for (const piece of pieces) {
    const longer = `${lines.at(-1) ?? ''}${piece}`;
    if (fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.filter((line, n) => n > 0 || line !== '');
}

function cutWord(word: string, fits: (part: string) => boolean): string[] {
  if (fits(word)) return [word];
  const pieces = [''];
  for (const character of word) {
    const longer = `${pieces.at(-1) ?? ''}${character}`;
    if (fits(longer)) pieces[pieces.length - 1] = longer;
    else pieces.push(character);
  }
  return pieces.filter(piece => piece !== '');
}
