import { useTranslation } from 'react-i18next';
import type { PromiseFigure } from '../../api/types.js';
import { LOCALES } from '../../ui/format/helsinki.js';
import { useFormat, useLanguage } from '../../ui/format/use-format.js';

/** Figures with their names, a line each. */
export function Figures({ figures }: { readonly figures: readonly PromiseFigure[] }) {
  const language = useLanguage();
  const written = useWritten();
  return (
    <ul className="figures">
      {figures.map(figure => (
        <li key={figure.name}>
          {figure.label[language]}: {written(figure)}
        </li>
      ))}
    </ul>
  );
}

function useWritten() {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  return ({ kind, value }: PromiseFigure): string => {
    if (value === null) return t(kind === 'country' ? 'promises.undeclared' : 'promises.none');
    switch (kind) {
      case 'day':
        return format.day(String(value));
      case 'instant':
        return format.dateTime(String(value));
      case 'country':
        return new Intl.DisplayNames(LOCALES[language], { type: 'region' }).of(String(value)) ?? String(value);
      case 'count':
        return format.number(Number(value));
      case 'number':
        return String(value);
    }
  };
}
