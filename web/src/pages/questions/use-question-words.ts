import { useTranslation } from 'react-i18next';
import type { Question } from '../../api/types.js';
import type fi from '../../locales/fi.json';

type Known = keyof typeof fi.questions.ready;

/** The words for the ready questions; one that is not known here is shown as the server words it. */
export function useQuestionWords() {
  const { t, i18n } = useTranslation();
  const isKnown = (name: string): name is Known => i18n.exists(`questions.ready.${name}.title`);
  return {
    title: ({ name }: Pick<Question, 'name'>): string => (isKnown(name) ? t(`questions.ready.${name}.title`) : name),
    asks: ({ name, asks }: Question): string => (isKnown(name) ? t(`questions.ready.${name}.asks`) : asks),
  };
}
