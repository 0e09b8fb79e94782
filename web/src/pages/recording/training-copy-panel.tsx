import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import type { RecordingDetails } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { useDone } from '../../ui/use-done.js';
import { NewTrainingCopyDialog } from './new-training-copy-dialog.js';

/** The way to ask for a copy for a course; somebody else decides. */
export function TrainingCopyPanel({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const { say, status } = useDone();
  if (!may(me, 'copy-for-training', 'Recording')) return null;
  return (
    <Panel title={t('copies.one')}>
      <p>{t('copies.panelText')}</p>
      {status}
      <Button
        variant="secondary"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('copies.ask')}
      </Button>
      {asking ? (
        <NewTrainingCopyDialog
          recordingId={recording.id}
          onDone={() => {
            setAsking(false);
            say(
              <>
                {t('copies.done.request')} <Link to="/training-copies">{t('copies.title')}</Link>
              </>,
            );
          }}
          onClose={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </Panel>
  );
}
