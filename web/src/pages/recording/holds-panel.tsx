import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { may, useMe } from '../../app/session/me.js';
import { answer, api } from '../../api/client.js';
import type { Hold, HoldAct, HoldKind, RecordingDetails } from '../../api/types.js';
import { dayOf } from '../../ui/format/helsinki.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useDone } from '../../ui/use-done.js';
import { useList } from '../../ui/use-list.js';
import { HoldDialog } from '../holds/hold-dialog.js';
import { kindsToAskFor } from '../holds/hold-kinds.js';
import '../holds/holds.css';
import { HoldCard } from './hold-card.js';
import { NewHoldDialog } from './new-hold-dialog.js';

/** Who keeps the recording longer and why, and the way to ask for it; for those whose rights cover holds. */
export function HoldsPanel({ recording }: { readonly recording: RecordingDetails }) {
  const me = useMe();
  const mayList = may(me, 'list', 'Hold');
  const kinds = may(me, 'hold', 'Recording') ? kindsToAskFor(me.grants, recording, me.id, dayOf(new Date())) : [];
  if (!mayList && kinds.length === 0) return null;
  return <Holds recording={recording} kinds={kinds} mayList={mayList} />;
}

interface HoldsProps {
  readonly recording: RecordingDetails;
  readonly kinds: readonly HoldKind[];
  readonly mayList: boolean;
}

function Holds({ recording, kinds, mayList }: HoldsProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const { say, status } = useDone();

  return (
    <Panel title={t('holds.one')}>
      {mayList ? <HoldList recordingId={recording.id} onOpen={setOpened} /> : null}
      {status}
      {kinds.length > 0 ? (
        <Button
          variant="secondary"
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('holds.ask')}
        </Button>
      ) : null}
      {asking ? (
        <NewHoldDialog
          recordingId={recording.id}
          kinds={kinds}
          onDone={hold => {
            setAsking(false);
            say(t(hold.state === 'active' ? 'holds.done.activeAtOnce' : 'holds.done.requested'));
          }}
          onClose={() => {
            setAsking(false);
          }}
        />
      ) : null}
      {opened ? (
        <HoldDialog
          {...opened}
          onDone={({ act }) => {
            setOpened(null);
            say(t(`holds.done.${act}`));
          }}
          onClose={() => {
            setOpened(null);
          }}
        />
      ) : null}
    </Panel>
  );
}

interface Opened {
  readonly id: string;
  readonly act?: HoldAct;
}

interface HoldListProps {
  readonly recordingId: string;
  readonly onOpen: (opened: Opened) => void;
}

function HoldList({ recordingId: id, onOpen }: HoldListProps) {
  const { t } = useTranslation();
  const list = useList<Hold>(['holds', 'recording', id], cursor => {
    const query = cursor === undefined ? {} : { cursor };
    return answer(api.GET('/api/v1/recordings/{id}/holds', { params: { path: { id }, query } }));
  });
  return (
    <>
      {list.isPending ? <Loading /> : null}
      <ProblemNotice error={list.error} onRetry={list.retry} />
      {!list.isPending && !list.error && list.items.length === 0 ? <p>{t('holds.noneHere')}</p> : null}
      {list.items.map(hold => (
        <HoldCard
          key={hold.id}
          hold={hold}
          onOpen={act => {
            onOpen({ id: hold.id, ...(act === undefined ? {} : { act }) });
          }}
        />
      ))}
      {list.hasMore ? (
        <Button variant="secondaryNoBorder" onClick={list.more}>
          {t('common.more')}
        </Button>
      ) : null}
    </>
  );
}
