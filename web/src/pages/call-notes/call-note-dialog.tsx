import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CallNote } from '../../api/types.js';
import { FetchedDialog } from '../../ui/fetched-dialog.js';
import { useFormat } from '../../ui/format/use-format.js';
import { useCallNote } from './use-call-note.js';
import '../weekly-samples/samples.css';

/** A note in full. Its first opening tells the writer that it was read, and from then on it stays as it is. */
export function CallNoteDialog({ note, onClose }: { readonly note: CallNote; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, recordingId, startedAt } = note;
  const opened = useCallNote(id);
  return (
    <FetchedDialog
      title={t('samples.noteTitle', { when: format.dateTime(startedAt) })}
      query={opened}
      onClose={onClose}
    >
      {data => (
        <>
          <p className="samples__text">{data.text}</p>
          <p>
            {t('holds.byAt', {
              name: data.writerName ?? t('holds.nobody'),
              at: format.dateTime(data.amendedAt ?? data.writtenAt),
            })}
          </p>
          <p>
            <Link to={`/recordings/${recordingId}`} onClick={onClose}>
              {t('erasures.toRecording')}
            </Link>
          </p>
        </>
      )}
    </FetchedDialog>
  );
}
