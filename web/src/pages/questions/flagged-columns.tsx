import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FlaggedEvent, LogEvent } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useLogColumns } from '../access-log/log-columns.js';
import { logLinkOf } from './log-link.js';
import { useWhyWords } from './use-why-words.js';

/** The columns of the events that `question` flags: those of the access log, and why; `onOpen` shows an event in full. */
export function useFlaggedColumns(question: string, onOpen: (event: LogEvent) => void): Column<FlaggedEvent>[] {
  const { t } = useTranslation();
  const columns = useLogColumns(onOpen).map(ofFlagged);
  const why: Column<FlaggedEvent> = {
    id: 'why',
    header: t('questions.because'),
    cell: flagged => <Because question={question} flagged={flagged} />,
  };
  return columns.flatMap(column => (column.id === 'outcome' ? [why] : [column]));
}

function ofFlagged({ cell, ...column }: Column<LogEvent>): Column<FlaggedEvent> {
  return { ...column, cell: ({ event }) => cell(event) };
}

function Because({ question, flagged: { event, why } }: { readonly question: string; readonly flagged: FlaggedEvent }) {
  const { t } = useTranslation();
  const words = useWhyWords();
  const link = logLinkOf(question, event);
  return (
    <>
      {words(question, why)}
      {link === null ? null : (
        <small>
          <Link to={link}>{t('questions.inLog')}</Link>
        </small>
      )}
    </>
  );
}
