import { useTranslation } from 'react-i18next';
import type { Erasure } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { OpenButton } from '../../ui/open-button.js';
import { ErasureStateTag } from './erasure-state-tag.js';

/** The columns of a list of erasures; `onOpen` shows one in full, with what may be done about it. */
export function useErasureColumns(onOpen: (erasure: Erasure) => void): Column<Erasure>[] {
  const { t } = useTranslation();
  const format = useFormat();
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
    { id: 'target', header: t('erasures.target'), cell: ({ target }) => t(`erasures.targets.${target}`) },
    { id: 'ground', header: t('fields.ground'), cell: ({ ground }) => t(`erasures.grounds.${ground}`) },
    {
      id: 'by',
      header: t('holds.requestedBy'),
      cell: ({ requesterName, requestedAt }) => (
        <>
          {requesterName ?? t('holds.nobody')}
          <small>{format.dateTime(requestedAt)}</small>
        </>
      ),
    },
    {
      id: 'state',
      header: t('holds.state'),
      cell: ({ state, deciderName, decidedAt }) => (
        <>
          <ErasureStateTag state={state} />
          {decidedAt === null ? null : (
            <small>{t('holds.byAt', { name: deciderName ?? t('holds.nobody'), at: format.dateTime(decidedAt) })}</small>
          )}
        </>
      ),
    },
    {
      id: 'open',
      header: t('holds.acts.title'),
      cell: erasure => (
        <OpenButton
          about={`${erasure.queue}, ${format.day(erasure.callOn)}`}
          onOpen={() => {
            onOpen(erasure);
          }}
        />
      ),
    },
  ];
}
