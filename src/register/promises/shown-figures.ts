import { FIGURES, type FigureName, type Figures } from './figures.js';
import type { PromiseView } from './promises.schemas.js';
import { inEachLanguage } from './words/words-of.js';

/** Figures with their names in each language, in the order in which the closed list has them. */
export function shownFigures(figures: Figures): PromiseView['figures'] {
  const names = Object.keys(FIGURES) as FigureName[]; // its own keys
  return names.flatMap(name => {
    const value = figures[name];
    if (value === undefined) return [];
    return [{ name, kind: FIGURES[name], label: inEachLanguage(words => words.figures[name]), value }];
  });
}
