import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { CaseRecording, CaseRedaction, RedactionMark } from '../../../api/types.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { Player } from '../../recording/player.js';
import type { PlaybackOutcome } from '../../recording/use-playback.js';
import { Waveform } from '../../recording/waveform.js';
import { useCase } from '../case-in-view.js';
import { MarkButtons } from './mark-buttons.js';
import { MarkedWaveform } from './marked-waveform.js';

interface OriginalListeningProps {
  readonly recording: CaseRecording;
  readonly draft: CaseRedaction;
  readonly marks: readonly RedactionMark[];
  /** Null where the person only looks. */
  readonly onMark: ((fromMs: number, toMs: number) => void) | null;
}

/** The original with what is marked drawn over its waveform; listening to it is a playback for the request, with its event. */
export function OriginalListening({ recording, draft, marks, onMark }: OriginalListeningProps) {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const { recordingId, readable } = recording;
  const [outcome, setOutcome] = useState<PlaybackOutcome | null>(null);
  const stated = { purpose: 'rights-request' as const, reference: rightsCase.number };
  const start = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/recordings/{id}/playbacks', { params: { path: { id: recordingId } }, body: stated })),
    gcTime: 0,
    onSuccess: () => {
      setOutcome(null);
    },
  });
  const drawn = (done: number) => (
    <MarkedWaveform marks={marks} channels={draft.channels} durationMs={draft.durationMs}>
      <Waveform recordingId={recordingId} done={done} />
    </MarkedWaveform>
  );
  if (!readable) return <p>{t('rights.copies.notReadable')}</p>;
  if (start.data) {
    return (
      <Player
        key={start.data.id}
        playback={start.data}
        waveform={drawn}
        durationMs={draft.durationMs}
        stated={stated}
        onOver={how => {
          start.reset();
          setOutcome(how);
        }}
      >
        {({ atMs }) => (onMark === null ? null : <MarkButtons atMs={atMs} onMark={onMark} />)}
      </Player>
    );
  }
  return (
    <>
      {drawn(0)}
      <div role="status">
        {outcome === null ? null : (
          <InlineAlert status={outcome === 'finished' ? 'neutral' : 'warning'}>
            {t(`listening.over.${outcome}`)}
          </InlineAlert>
        )}
      </div>
      <ProblemNotice error={start.error} />
      <p>{t('rights.copies.listenText', { number: rightsCase.number })}</p>
      <Button
        variant="secondary"
        disabled={start.isPending}
        onClick={() => {
          start.mutate();
        }}
      >
        {t('rights.copies.listenOriginal')}
      </Button>
    </>
  );
}
