import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRecording } from '../../../api/types.js';
import { ListView } from '../../../ui/list-view.js';
import { Panel } from '../../../ui/panel.js';
import { useCase } from '../case-in-view.js';
import { NamedRecordingsPanel } from './named-recordings-panel.js';
import { RecordingDialog } from './recording-dialog.js';
import { SearchPanel } from './search-panel.js';
import { useCaseRecordings } from './use-case-recordings.js';
import { useRecordingColumns } from './use-recording-columns.js';

const BEFORE_DECISION = ['received', 'triaged', 'searching', 'assessing', 'redacting', 'in-review'];

/** The recordings that may be of the person: found, sorted out and assessed. */
export function RecordingsView() {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const [opened, setOpened] = useState<CaseRecording | null>(null);
  const close = () => {
    setOpened(null);
  };
  const isAuthority = rightsCase.kind === 'authority';
  const mayAdd = rightsCase.permitted.includes('handle') && BEFORE_DECISION.includes(rightsCase.state);
  return (
    <div className="stack">
      <Panel title={t('rights.recordings.title')}>
        <p>{t(isAuthority ? 'rights.disclosure.recordingsLead' : 'rights.recordings.lead')}</p>
        <ListView
          list={useCaseRecordings(rightsCase.id)}
          caption={t('rights.recordings.caption')}
          columns={useRecordingColumns(setOpened)}
          idOf={({ recordingId }) => recordingId}
          empty={t('rights.recordings.none')}
        />
      </Panel>
      {mayAdd && !isAuthority ? <SearchPanel /> : null}
      {mayAdd && isAuthority ? <NamedRecordingsPanel /> : null}
      {opened ? (
        <RecordingDialog
          recording={opened}
          onDone={act => {
            close();
            say(t(`rights.recordings.done.${act}`));
          }}
          onClose={close}
        />
      ) : null}
    </div>
  );
}
