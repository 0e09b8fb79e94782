import { useTranslation } from 'react-i18next';
import type { StudyFigures } from '../../api/types.js';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';

/** One panel of a study: what its picture shows, and the columns of the table behind it. */
export interface StudyPart {
  readonly id: 'calls' | 'waiting' | 'talking' | 'repeated' | 'ticketed';
  readonly series: readonly string[];
  readonly valuesOf: (figures: StudyFigures) => readonly (number | null)[];
  readonly words: (value: number) => string;
  /** What stands for the whole, where it is not the greatest value. */
  readonly most?: number;
  readonly columns: readonly { readonly header: string; readonly text: (figures: StudyFigures) => string }[];
}

/** Where nothing is known, or would speak of fewer than five calls. */
const NOT_SHOWN = '–';

/** The parts of a study in the order in which they are shown. */
export function useStudyParts(): StudyPart[] {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (value: number | null) => (value === null ? NOT_SHOWN : format.number(value));
  const time = (ms: number | null) => (ms === null ? NOT_SHOWN : duration(ms));
  const share = (value: number | null) => (value === null ? NOT_SHOWN : format.percent(value));
  const times = (name: 'waiting' | 'talking') => ({
    series: [t('studies.p95'), t('studies.p90'), t('studies.p50')],
    valuesOf: (figures: StudyFigures) => [figures[name].p95Ms, figures[name].p90Ms, figures[name].p50Ms],
    words: duration,
    columns: [
      { header: t('studies.p50'), text: (figures: StudyFigures) => time(figures[name].p50Ms) },
      { header: t('studies.p90'), text: (figures: StudyFigures) => time(figures[name].p90Ms) },
      { header: t('studies.p95'), text: (figures: StudyFigures) => time(figures[name].p95Ms) },
    ],
  });
  const shares = (part: 'repeated' | 'ticketed', whole: 'numbered' | 'answered') => ({
    series: [t(`studies.share`)],
    valuesOf: (figures: StudyFigures) => [shareOf(figures[part], figures[whole])],
    ...{ words: format.percent, most: 1 },
    columns: [
      { header: t(`studies.${whole}`), text: (figures: StudyFigures) => count(figures[whole]) },
      { header: t(`studies.${part}`), text: (figures: StudyFigures) => count(figures[part]) },
      { header: t('studies.share'), text: (figures: StudyFigures) => share(shareOf(figures[part], figures[whole])) },
    ],
  });
  const waiting = times('waiting');
  return [
    {
      id: 'calls',
      series: [t('studies.calls'), t('studies.unanswered')],
      valuesOf: figures => [figures.calls, unansweredOf(figures)],
      words: format.number,
      columns: [
        { header: t('studies.calls'), text: ({ calls }) => count(calls) },
        { header: t('studies.answered'), text: ({ answered }) => count(answered) },
        { header: t('studies.unanswered'), text: figures => count(unansweredOf(figures)) },
        { header: t('studies.answeredShare'), text: ({ answered, calls }) => share(shareOf(answered, calls)) },
      ],
    },
    {
      ...{ id: 'waiting', ...waiting },
      columns: [{ header: t('studies.waited'), text: ({ waited }) => count(waited) }, ...waiting.columns],
    },
    { id: 'talking', ...times('talking') },
    { id: 'repeated', ...shares('repeated', 'numbered') },
    { id: 'ticketed', ...shares('ticketed', 'answered') },
  ];
}

function unansweredOf({ calls, answered }: StudyFigures): number | null {
  return answered === null ? null : calls - answered;
}

function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
