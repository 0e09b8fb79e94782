import { useTranslation } from 'react-i18next';
import type { TrainingCopy } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { CopyStateTag } from './copy-state-tag.js';

/** The columns of a list of training copies; `onOpen` shows one in full, with what may be done about it. */
export function useCopyColumns(onOpen: (copy: TrainingCopy) => void): Column<TrainingCopy>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const nobody = t('holds.nobody');
  return [
    {
      id: 'call',
      header: t('retention.callOn'),
      rowHeader: true,
      cell: ({ callOn, queue, unit }) => (
        <>
          {format.day(callOn)}
          <small>{`${queue} · ${unit}`}</small>
        </>
      ),
    },
    { id: 'course', header: t('copies.course'), cell: ({ course }) => course },
    { id: 'until', header: t('fields.until'), cell: ({ dueOn, until }) => format.day(dueOn ?? until) },
    {
      id: 'by',
      header: t('holds.requestedBy'),
      cell: ({ requesterName, requestedAt }) => (
        <>
          {requesterName ?? nobody}
          <small>{format.dateTime(requestedAt)}</small>
        </>
      ),
    },
    {
      id: 'state',
      header: t('holds.state'),
      cell: ({ state, deciderName, decidedAt }) => (
        <>
          <CopyStateTag state={state} />
          {decidedAt === null ? null : (
            <small>{t('holds.byAt', { name: deciderName ?? nobody, at: format.dateTime(decidedAt) })}</small>
          )}
        </>
      ),
    },
    {
      id: 'open',
      header: t('holds.acts.title'),
      cell: copy => (
        <OpenButton
          about={`${copy.course}, ${format.day(copy.callOn)}`}
          onOpen={() => {
            onOpen(copy);
          }}
        />
      ),
    },
  ];
}
