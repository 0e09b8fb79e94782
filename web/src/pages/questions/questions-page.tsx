import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Question } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { ListView } from '../../ui/list-view.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList } from '../../ui/use-list.js';
import { addressOf, type Period } from './period.js';
import { PeriodForm } from './period-form.js';
import { QUESTIONS } from './questions.js';
import { usePeriod } from './use-period.js';
import { useQuestionWords } from './use-question-words.js';

/** The questions that can be put to the access log. */
export function QuestionsPage() {
  const { t } = useTranslation();
  const { period, choose, clear } = usePeriod();
  const columns = useQuestionColumns(period);
  const list = useList(QUESTIONS.queryKey, QUESTIONS.queryFn);

  return (
    <>
      <PageHeading title={t('questions.title')}>{t('questions.lead')}</PageHeading>
      <PeriodForm period={period} onApply={choose} onClear={clear} />
      <ListView
        list={list}
        caption={t('questions.caption')}
        columns={columns}
        idOf={question => question.name}
        empty={t('questions.none')}
        linked
      />
    </>
  );
}

function useQuestionColumns(period: Period): Column<Question>[] {
  const { t } = useTranslation();
  const words = useQuestionWords();
  return [
    {
      id: 'title',
      header: t('questions.question'),
      rowHeader: true,
      cell: question => <Link to={`/questions/${question.name}?${addressOf(period)}`}>{words.title(question)}</Link>,
    },
    { id: 'asks', header: t('questions.asks'), cell: question => words.asks(question) },
  ];
}
