import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import type { RecordingDetails } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { useDone } from '../../ui/use-done.js';
import { NewErasureDialog } from './new-erasure-dialog.js';

/** The way to say that a call should not be here at all; somebody else decides. */
export function ErasurePanel({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const { say, status } = useDone();
  if (!may(me, 'erase', 'Recording')) return null;

  return (
    <Panel title={t('erasures.panel')}>
      <p>{t('erasures.panelText')}</p>
      {status}
      <Button
        variant="secondary"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t('erasures.ask')}
      </Button>
      {asking ? (
        <NewErasureDialog
          recording={recording}
          onDone={() => {
            setAsking(false);
            say(
              <>
                {t('erasures.done.requested')} <Link to="/erasures">{t('erasures.title')}</Link>
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
