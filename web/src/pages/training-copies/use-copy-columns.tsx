import { useTranslation } from 'react-i18next';
import type { TrainingCopy } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { useAskedColumns } from '../../ui/use-asked-columns.js';
import { CopyStateTag } from './copy-state-tag.js';

/** The columns of a list of training copies; `onOpen` shows one in full, with what may be done about it. */
export function useCopyColumns(onOpen: (copy: TrainingCopy) => void): Column<TrainingCopy>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { call, by, state, open } = useAskedColumns<TrainingCopy>(
    copy => <CopyStateTag state={copy.state} />,
    ({ course }) => course,
    onOpen,
  );
  return [
    call,
    { id: 'course', header: t('copies.course'), cell: ({ course }) => course },
    { id: 'until', header: t('fields.until'), cell: ({ dueOn, until }) => format.day(dueOn ?? until) },
    ...[by, state, open],
  ];
}
