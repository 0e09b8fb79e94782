import { useTranslation } from 'react-i18next';
import { Checkbox } from 'suomifi-ui-components';
import type { QuarantinedItem } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';

interface ItemColumnsOptions {
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly onOpen: (item: QuarantinedItem) => void;
}

/** The columns of what waits: each row can be chosen, to be sorted out with others, or opened. */
export function useItemColumns({ chosen, onChoose, onOpen }: ItemColumnsOptions): Column<QuarantinedItem>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const when = ({ receivedAt }: QuarantinedItem) => format.dateTime(receivedAt);
  return [
    {
      id: 'choose',
      header: t('toSortOut.choose'),
      cell: item => (
        <Checkbox
          checked={chosen.has(item.id)}
          onClick={({ checkboxState }) => {
            onChoose(item.id, checkboxState);
          }}
        >
          <span className="visually-hidden">{t('toSortOut.chooseOne', { source: item.source, when: when(item) })}</span>
        </Checkbox>
      ),
    },
    {
      id: 'received',
      header: t('toSortOut.receivedAt'),
      rowHeader: true,
      cell: item => (
        <>
          {when(item)}
          <small>{item.source}</small>
        </>
      ),
    },
    { id: 'reason', header: t('toSortOut.reason'), cell: ({ reason }) => t(`toSortOut.reasons.${reason}`) },
    {
      id: 'call',
      header: t('holds.call'),
      cell: ({ callOn, queue, unit }) =>
        callOn === null ? (
          t('toSortOut.callUnknown')
        ) : (
          <>
            {format.day(callOn)}
            <small>{[queue, unit].filter(Boolean).join(' · ')}</small>
          </>
        ),
    },
    { id: 'audio', header: t('recording.audio'), cell: ({ audio }) => <Audio audio={audio} /> },
    { id: 'dueOn', header: t('recordings.dueOn'), align: 'fixed', cell: ({ dueOn }) => format.day(dueOn) },
    {
      id: 'open',
      header: t('toSortOut.look'),
      cell: item => (
        <OpenButton
          about={`${item.source}, ${when(item)}`}
          onOpen={() => {
            onOpen(item);
          }}
        />
      ),
    },
  ];
}

/** How long the audio is, or why nobody can say. */
export function Audio({ audio }: Pick<QuarantinedItem, 'audio'>) {
  const { t } = useTranslation();
  if (audio === null) return t('toSortOut.noAudio');
  return audio.durationMs === null ? t('toSortOut.notAudio') : duration(audio.durationMs);
}
