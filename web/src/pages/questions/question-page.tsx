import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { answer, api } from '../../api/client.js';
import type { FlaggedEvent, LogEvent } from '../../api/types.js';
import { ListView } from '../../ui/list-view.js';
import { useFormat } from '../../ui/format/use-format.js';
import { PageHeading } from '../../ui/page-heading.js';
import { useList, type List } from '../../ui/use-list.js';
import { EventDialog } from '../access-log/event-dialog.js';
import { addressOf, type Period } from './period.js';
import { PeriodForm } from './period-form.js';
import { QUESTIONS } from './questions.js';
import { useFlaggedColumns } from './flagged-columns.js';
import { usePeriod } from './use-period.js';
import { useQuestionWords } from './use-question-words.js';

/** A question put to the access log, and the events that it flags; each asking is an event of its own. */
export function QuestionPage() {
  const { t } = useTranslation();
  const { name = '' } = useParams();
  const { period, choose, clear } = usePeriod();
  const [opened, setOpened] = useState<LogEvent | null>(null);
  const words = useQuestionWords();
  const format = useFormat();
  const asks = useList(QUESTIONS.queryKey, QUESTIONS.queryFn).items.find(one => one.name === name)?.asks ?? '';
  const columns = useFlaggedColumns(name, setOpened);

  return (
    <>
      <PageHeading key={name} title={words.title({ name })}>
        <p>{words.asks({ name, asks })}</p>
        {t('questions.logged')}
      </PageHeading>
      <p className="print-only">{`${format.day(period.fromOn)} – ${format.day(period.toOn)}`}</p>
      <PeriodForm period={period} onApply={choose} onClear={clear} />
      <ListView
        list={useFlagged(name, period)}
        caption={t('questions.flaggedCaption')}
        columns={columns}
        idOf={({ event }) => event.id}
        empty={t('questions.nothingFlagged')}
      />
      <p className="no-print">
        <Link to={`/questions?${addressOf(period)}`}>{t('questions.back')}</Link>
      </p>
      {opened ? (
        <EventDialog
          event={opened}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </>
  );
}

function useFlagged(name: string, period: Period): List<FlaggedEvent> {
  return useList(['flagged', name, period], cursor => {
    const query = { ...period, ...(cursor === undefined ? {} : { cursor }) };
    return answer(api.GET('/api/v1/audit/questions/{name}', { params: { path: { name }, query } }));
  });
}
