import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { api } from '../../api/client.js';
import { logClosedBy, type LogClosed } from './log-closed.js';
import './log-state.css';

const LOOK_EVERY_MS = 5000;

/**
 * Above every page: once a playback was refused because of the log, why, and who does what about it. It goes when one is
 * granted again, when what ends by itself has ended, or when it is put away.
 */
export function LogClosedNotice() {
  const { t } = useTranslation();
  const [closed, setClosed] = useLogClosed();
  return (
    <>
      <div role="alert" className="no-print">
        {closed ? (
          <div className="log-closed">
            <InlineAlert
              status={closed === 'late' || closed === 'unavailable' ? 'warning' : 'error'}
              labelText={t('logState.closedTitle')}
            >
              {t(`logState.notice.${closed}`)} {closed === 'unavailable' ? null : t('logState.noticeLogged')}
            </InlineAlert>
            <Button
              variant="secondaryNoBorder"
              onClick={() => {
                setClosed(null);
                document.getElementById('main')?.focus(); // the button goes with the notice
              }}
            >
              {t('logState.putAway')}
            </Button>
          </div>
        ) : null}
      </div>
      <Outlet />
    </>
  );
}

function useLogClosed() {
  const client = useQueryClient();
  const state = useState<LogClosed | null>(null);
  const [closed, setClosed] = state;
  useEffect(
    () =>
      client.getMutationCache().subscribe(event => {
        const now = logClosedBy(event);
        if (now !== undefined) setClosed(now);
      }),
    [client, setClosed],
  );
  useEffect(() => {
    if (closed !== 'late') return undefined;
    const timer = setInterval(() => {
      void isReady().then(ready => {
        if (ready) setClosed(null);
      });
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [closed, setClosed]);
  return state;
}

/** Whether the server has caught up with its log. */
async function isReady(): Promise<boolean> {
  try {
    return (await api.GET('/readyz')).response.ok;
  } catch {
    return false;
  }
}
