import { useTranslation } from 'react-i18next';
import type { NoticeVersion } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { Tag } from '../../ui/tag.js';

const TONES = { proposed: 'info', published: 'success', discarded: 'neutral', overtaken: 'neutral' } as const;

/** The columns of the versions; `onOpen` shows one in full. */
export function useVersionColumns(onOpen: (version: number) => void): Column<NoticeVersion>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'version', header: t('notice.version'), rowHeader: true, cell: ({ version }) => version },
    {
      id: 'state',
      header: t('holds.state'),
      cell: ({ state, inForce }) => (
        <>
          <Tag tone={TONES[state]}>{t(`notice.states.${state}`)}</Tag>
          {inForce ? <small>{t('notice.inForce')}</small> : null}
        </>
      ),
    },
    {
      id: 'proposed',
      header: t('departures.proposedBy'),
      cell: ({ proposerName, proposedAt }) => (
        <>
          {proposerName ?? t('holds.nobody')}
          <small>{format.dateTime(proposedAt)}</small>
        </>
      ),
    },
    {
      id: 'decided',
      header: t('holds.decidedBy'),
      cell: ({ deciderName, decidedAt }) =>
        decidedAt === null ? null : (
          <>
            {deciderName ?? ''}
            <small>{format.dateTime(decidedAt)}</small>
          </>
        ),
    },
    {
      id: 'open',
      header: t('samples.act'),
      cell: ({ version }) => (
        <OpenButton
          about={t('notice.one', { version })}
          onOpen={() => {
            onOpen(version);
          }}
        />
      ),
    },
  ];
}
