import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { LogAlarm } from '../../api/types.js';
import { ListView } from '../../ui/list-view.js';
import { Panel } from '../../ui/panel.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { useList } from '../../ui/use-list.js';
import { useAlarmColumns } from './alarm-columns.js';
import { ClearDialog } from './clear-dialog.js';

interface AlarmsProps {
  /** Whether the log's own state says that an alarm closes playback: a change of it means other alarms. Left out where nobody looks at that state. */
  readonly closed?: boolean;
}

/** The alarms of the log. Who is shown nothing but them is told by them that playback is closed. */
export function Alarms({ closed }: AlarmsProps) {
  const { t } = useTranslation();
  const me = useMe();
  const [clearing, setClearing] = useState<LogAlarm | null>(null);
  const [cleared, setCleared] = useState(0);
  const heading = useFocusAfter<HTMLHeadingElement>(cleared);
  const columns = useAlarmColumns(may(me, 'clear', 'AuditAlarm') ? setClearing : null);
  const list = useList(['alarms', closed], cursor =>
    answer(api.GET('/api/v1/audit/alarms', { params: { query: cursor === undefined ? {} : { cursor } } })),
  );
  const someOpen = list.items.some(({ clearedAt }) => clearedAt === null);

  return (
    <div className="alarms">
      <Panel title={t('logState.alarms.title')} headingRef={heading}>
        <p>{t('logState.alarms.text')}</p>
        {closed === undefined && someOpen ? (
          <InlineAlert status="error" mb="s" labelText={t('logState.closedTitle')}>
            {t('logState.alarms.closed')}
          </InlineAlert>
        ) : null}
        <ListView
          list={list}
          caption={t('logState.alarms.caption')}
          columns={columns}
          idOf={alarm => alarm.id}
          empty={t('logState.alarms.empty')}
        />
      </Panel>
      {clearing ? (
        <ClearDialog
          alarm={clearing}
          onDone={() => {
            setClearing(null);
            setCleared(before => before + 1);
          }}
          onClose={() => {
            setClearing(null);
          }}
        />
      ) : null}
    </div>
  );
}
