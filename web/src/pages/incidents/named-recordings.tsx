import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LongText } from '../../ui/long-text.js';
import { RowButton } from '../../ui/row-button.js';
import type { useForm } from '../../ui/use-form.js';
import { RecordingPicker } from './recording-picker.js';
import { idsIn, type ScopeDraft } from './scope-draft.js';

interface NamedRecordingsProps {
  readonly form: ReturnType<typeof useForm<ScopeDraft>>;
}

/** The recordings that a list is about: those that were found and chosen, or whose ids were pasted from elsewhere. */
export function NamedRecordings({ form }: NamedRecordingsProps) {
  const { t } = useTranslation();
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const ids = [...new Set(idsIn(form.values.recordingIds))];
  const keep = (kept: readonly string[]) => {
    form.set('recordingIds', kept.join('\n'));
  };
  const without = (id: string) => ids.filter(one => one !== id);
  return (
    <fieldset className="form">
      <legend>{t('incidents.recordings')}</legend>
      {ids.length === 0 ? (
        <p>{t('incidents.anyRecording')}</p>
      ) : (
        <ul className="scope__chosen">
          {ids.map((id, n) => (
            <li key={id}>
              {names[id] ?? <Link to={`/recordings/${id}`}>{t('incidents.recordingOf', { n: n + 1 })}</Link>}{' '}
              <RowButton
                act={t('sources.remove')}
                about={names[id] ?? t('incidents.recordingOf', { n: n + 1 })}
                onClick={() => {
                  keep(without(id));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <RecordingPicker
        chosen={ids}
        onChange={(id, isChosen, name) => {
          setNames(before => ({ ...before, [id]: name }));
          keep(isChosen ? [...ids, id] : without(id));
        }}
      />
      <details className="scope__pasted" open={form.faultOf('recordingIds') ? true : undefined}>
        <summary>{t('incidents.paste')}</summary>
        <LongText
          labelText={t('incidents.recordingIds')}
          hintText={t('incidents.recordingIdsHint')}
          maxLength={40_000}
          {...form.field('recordingIds')}
        />
      </details>
    </fieldset>
  );
}
