import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../api/client.js';
import type { Playback, RecordingDetails } from '../../api/types.js';
import { Panel } from '../../ui/panel.js';
import { useFocusAfter } from '../../ui/use-focus-after.js';
import { EarlierPlaybacks } from './earlier-playbacks.js';
import { Invitation } from './invitation.js';
import { statedOf, usePurposeMemory } from './kept-purpose.js';
import { PersonStatements } from './person-statements.js';
import { Player } from './player.js';
import { PurposeDialog } from './purpose-dialog.js';
import { useSuggestedPurpose } from './suggested-purpose.js';
import type { StatedPurpose } from './purpose-rules.js';
import type { PlaybackOutcome } from './use-playback.js';
import { Waveform } from './waveform.js';

/** From the purpose to the end of the playback. Its event is written before the first sound. */
export function Listening({ recording }: { readonly recording: RecordingDetails }) {
  const { t } = useTranslation();
  const { keep, drop } = usePurposeMemory();
  const [asking, setAsking] = useState(false);
  const suggested = useSuggestedPurpose();
  const [stated, setStated] = useState<StatedPurpose | null>(null);
  const [playback, setPlayback] = useState<Playback | null>(null);
  const [outcome, setOutcome] = useState<PlaybackOutcome | null>(null);
  const heading = useFocusAfter<HTMLHeadingElement>(outcome === 'finished' ? 1 : 0);
  const { id, permittedPurposes } = recording;

  const start = useMutation({
    mutationFn: (body: StatedPurpose) =>
      answer(api.POST('/api/v1/recordings/{id}/playbacks', { params: { path: { id } }, body })),
    onSuccess: (granted, chosen) => {
      setStated(chosen);
      setPlayback(granted);
      setOutcome(null);
      setAsking(false);
    },
  });

  return (
    <Panel title={t('listening.title')} tone="highlight" headingRef={heading}>
      <div role="status">
        {outcome ? (
          <InlineAlert status={outcome === 'finished' ? 'neutral' : 'warning'} mb="s">
            {t(`listening.over.${outcome}`)}
          </InlineAlert>
        ) : null}
      </div>
      <PersonStatements statements={playback?.statements ?? recording.statements} />
      {playback ? (
        <Player
          key={playback.id}
          waveform={done => <Waveform recordingId={id} done={done} roles={recording.channelRoles} />}
          channelRoles={recording.channelRoles}
          playback={playback}
          durationMs={recording.durationMs}
          stated={stated}
          onOver={how => {
            setPlayback(null);
            setOutcome(how);
          }}
        />
      ) : (
        <Invitation
          recording={recording}
          again={outcome !== null}
          isPending={start.isPending}
          error={asking ? null : start.error}
          onStart={kept => {
            start.reset();
            if (kept) start.mutate(statedOf(kept));
            else setAsking(true);
          }}
        />
      )}
      <EarlierPlaybacks recordingId={id} />
      {asking ? (
        <PurposeDialog
          title={t('listening.dialogTitle')}
          logged={t('listening.logged')}
          button={t('listening.begin')}
          purposes={permittedPurposes}
          before={stated ?? suggested}
          keeps
          isPending={start.isPending}
          error={start.error}
          onState={(chosen, isKept) => {
            if (isKept) keep(chosen);
            else drop();
            start.mutate(chosen);
          }}
          onClose={() => {
            setAsking(false);
          }}
        />
      ) : null}
    </Panel>
  );
}
