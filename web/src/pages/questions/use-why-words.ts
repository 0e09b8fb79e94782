import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format/use-format.js';
import { useEventWords } from '../access-log/event-words.js';
import { useStaffNames } from '../staff/use-staff-names.js';
import { useQuestionWords } from './use-question-words.js';
import { whyOf, type Drift, type Why } from './why-facts.js';

/** Says in a sentence why an event is looked at. */
export function useWhyWords(): (because: string, facts: Readonly<Record<string, unknown>>) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const events = useEventWords();
  const questions = useQuestionWords();
  const { nameOf } = useStaffNames();
  return (because, facts) => sentenceOf(whyOf(because, facts));

  function sentenceOf(why: Why): string {
    switch (why.kind) {
      case 'sample':
      case 'reveal-without-playback':
        return t(`questions.why.${why.kind}`);
      case 'outside-hours':
        return t('questions.why.outside-hours', { when: `${format.weekday(why.at)} ${format.dateTime(why.at)}` });
      case 'unusual-volume': {
        const [heard, median, usual] = [why.heard, why.median, why.usual].map(count => format.number(count));
        return t('questions.why.unusual-volume', { day: format.day(why.day), heard, median, usual });
      }
      case 'many-refusals':
        return t('questions.why.many-refusals', { day: format.day(why.day), refusals: why.refusals });
      case 'same-contact-again':
        return t('questions.why.same-contact-again', { days: why.days, times: why.times });
      case 'purpose-drift':
        return why.drifts.map(driftSentence).join(' ');
      case 'complaint-closed-case':
        return t('questions.why.complaint-closed-case', {
          reference: why.reference,
          when: format.dateTime(why.closedAt),
        });
      case 'mutual-grants':
        return t('questions.why.mutual-grants', { name: nameOf(why.otherStaffId) });
      case 'other':
        return t('questions.why.other', { question: questions.title({ name: why.name }) });
    }
  }

  function driftSentence({ scope, purpose, weekOf, share, shareBefore }: Drift): string {
    const shares = { share: format.percent(share), before: format.percent(shareBefore) };
    return t(`questions.why.drift-${scope}`, { purpose: events.purpose(purpose), week: format.day(weekOf), ...shares });
  }
}
