import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SampledCall } from '../../api/types.js';
import type { Column } from '../../ui/data-table.js';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';
import { RowButton } from '../../ui/row-button.js';
import { suggesting } from '../recording/suggested-purpose.js';
import { referenceOf } from './weeks.js';

/** The columns of a sample's calls; `onWrite` opens the note of one. */
export function useCallColumns(week: string, onWrite: (call: SampledCall) => void): Column<SampledCall>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const purpose = { purpose: 'service-development', reference: referenceOf(week) } as const;
  return [
    {
      id: 'call',
      header: t('holds.call'),
      rowHeader: true,
      cell: ({ recordingId, startedAt, durationMs }) => (
        <>
          <Link to={`/recordings/${recordingId}`} state={suggesting(purpose)}>
            {format.dateTime(startedAt)}
          </Link>
          <small>{duration(durationMs)}</small>
        </>
      ),
    },
    { id: 'agent', header: t('samples.agent'), cell: ({ agent }) => agent.name },
    { id: 'note', header: t('samples.note'), cell: call => <NoteState call={call} /> },
    {
      id: 'acts',
      header: t('samples.act'),
      cell: call =>
        call.note || call.permitted.includes('note') ? (
          <RowButton
            act={t(`samples.noteActs.${wayOf(call)}`)}
            about={format.dateTime(call.startedAt)}
            onClick={() => {
              onWrite(call);
            }}
          />
        ) : (
          t('samples.listenFirst')
        ),
    },
  ];
}

/** What somebody can do with the note of a call. */
export function wayOf({ note, permitted }: Pick<SampledCall, 'note' | 'permitted'>): 'write' | 'amend' | 'read' {
  if (!note) return 'write';
  return permitted.includes('note') ? 'amend' : 'read';
}

function NoteState({ call: { note, heard } }: { readonly call: SampledCall }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!note) return heard ? t('samples.heard') : t('samples.notHeard');
  if (note.readAt !== null) return t('samples.readAt', { at: format.dateTime(note.readAt) });
  return t('samples.writtenAt', { at: format.dateTime(note.amendedAt ?? note.writtenAt) });
}
