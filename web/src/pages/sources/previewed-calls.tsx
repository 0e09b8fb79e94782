import { useTranslation } from 'react-i18next';
import type { SourcePreview } from '../../api/types.js';
import { DataTable, type Column } from '../../ui/data-table.js';
import { useFormat } from '../../ui/format/use-format.js';
import { useFaultWords } from './use-fault-words.js';

type Call = SourcePreview['calls'][number];
type Unusable = SourcePreview['unusable'][number];

/** The first calls of a sample as they would be filed, and what is wrong with the others. */
export function PreviewedCalls({ preview }: { readonly preview: SourcePreview }) {
  const { t } = useTranslation();
  const { calls, unusable } = preview;
  const [callColumns, unusableColumns] = [useCallColumns(), useUnusableColumns()];
  return (
    <div className="stack">
      {calls.length > 0 ? (
        <DataTable caption={t('sources.callsCaption')} columns={callColumns} rows={calls} idOf={keyOf} />
      ) : null}
      {unusable.length > 0 ? (
        <DataTable caption={t('sources.unusableCaption')} columns={unusableColumns} rows={unusable} idOf={keyOf} />
      ) : null}
    </div>
  );
}

function keyOf({ line, externalId }: Call | Unusable): string {
  return `${line ?? ''} ${externalId ?? ''}`;
}

function useCallColumns(): Column<Call>[] {
  const { t } = useTranslation();
  const format = useFormat();
  return [
    { id: 'id', header: t('sources.fields.externalId'), rowHeader: true, cell: ({ externalId }) => externalId },
    { id: 'line', header: t('sources.line'), align: 'end', cell: ({ line }) => line ?? '' },
    { id: 'start', header: t('sources.fields.startedAt'), cell: ({ startedAt }) => format.dateTime(startedAt) },
    { id: 'end', header: t('sources.fields.endedAt'), cell: ({ endedAt }) => format.dateTime(endedAt) },
    {
      id: 'queue',
      header: t('sources.queue'),
      cell: ({ queue, direction }) => (
        <>
          {queue}
          <small>{t(`directions.${direction}`)}</small>
        </>
      ),
    },
    { id: 'agent', header: t('sources.fields.agent'), cell: ({ agent }) => agent.name },
    { id: 'caller', header: t('sources.caller'), cell: ({ caller }) => caller },
    {
      id: 'audio',
      header: t('sources.audio'),
      cell: ({ audio }) => (audio.kind === 'named' ? audio.names.join(', ') : t(`sources.audioKinds.${audio.kind}`)),
    },
  ];
}

function useUnusableColumns(): Column<Unusable>[] {
  const { t } = useTranslation();
  const words = useFaultWords();
  return [
    { id: 'line', header: t('sources.line'), rowHeader: true, cell: ({ line }) => line ?? '–' },
    { id: 'id', header: t('sources.fields.externalId'), cell: ({ externalId }) => externalId ?? '–' },
    { id: 'faults', header: t('sources.faultsHeader'), cell: ({ faults }) => faults.map(words).join('; ') },
  ];
}
