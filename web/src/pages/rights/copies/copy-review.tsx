import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { CaseRedaction } from '../../../api/types.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { stateIn, type ServedCalls } from '../../recording/playback-calls.js';
import { Player } from '../../recording/player.js';
import { PeaksDrawing } from '../../recording/waveform.js';
import { useCase } from '../case-in-view.js';
import { useCaseAct } from '../use-case-act.js';
import { MarkedWaveform } from './marked-waveform.js';
import { rowsOf } from './marks-draft.js';
import { MarksTable } from './marks-table.js';
import { RejectVersion } from './reject-version.js';
import { sendApproval, sendListening, type VersionPlace } from './use-redactions.js';

/** A copy that was made: listened to whole by a second person, then approved or rejected. */
export function CopyReview({ copy }: { readonly copy: CaseRedaction }) {
  const { t } = useTranslation();
  const { rightsCase, say } = useCase();
  const place = { id: rightsCase.id, redactionId: copy.id };
  const approve = useCaseAct(
    rightsCase.id,
    () => sendApproval(place),
    () => {
      say(t('rights.copies.approved'));
    },
  );
  const { version, state, permitted, heard } = copy;
  const mayApprove = permitted.includes('approve');
  return (
    <Panel title={t('rights.copies.version', { version })} tone="highlight">
      <div className="stack">
        <p>{t(`rights.copies.review.${state === 'approved' ? 'approved' : mayApprove ? 'second' : 'author'}`)}</p>
        {permitted.includes('listen') ? <CopyListening copy={copy} place={place} /> : null}
        <MarksTable
          rows={rowsOf(copy.marks)}
          channels={copy.channels}
          durationMs={copy.durationMs}
          showsFaults={false}
          onChange={null}
        />
        {mayApprove ? (
          <InlineAlert status={heard ? 'neutral' : 'warning'}>
            {t(heard ? 'rights.copies.heard' : 'rights.copies.notHeard')}
          </InlineAlert>
        ) : null}
        <ProblemNotice error={approve.error} />
        {mayApprove ? (
          <div className="form__buttons">
            <Button
              disabled={approve.isPending}
              aria-disabled={!heard}
              onClick={() => {
                if (heard) approve.mutate(undefined);
              }}
            >
              {t('rights.copies.approve')}
            </Button>
          </div>
        ) : null}
        <RejectVersion copy={copy} />
      </div>
    </Panel>
  );
}

interface CopyListeningProps {
  readonly copy: CaseRedaction;
  readonly place: VersionPlace;
}

/** Plays the copy itself. When it is over the server is asked whether it was heard through. */
function CopyListening({ copy, place }: CopyListeningProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const listen = useMutation({ mutationFn: () => sendListening(place), gcTime: 0 });
  const { id, redactionId } = place;
  const calls = useMemo(() => callsOf({ id, redactionId }), [id, redactionId]);
  const look = () => client.invalidateQueries({ queryKey: ['rights-case', id, 'redactions'] });
  if (!listen.data) {
    return (
      <div>
        <ProblemNotice error={listen.error} />
        <Button
          variant="secondary"
          disabled={listen.isPending}
          onClick={() => {
            listen.mutate();
          }}
        >
          {t('rights.copies.listenCopy')}
        </Button>
      </div>
    );
  }
  return (
    <Player
      key={listen.data.id}
      playback={listen.data}
      calls={calls}
      waveform={done => <CopyWaveform copy={copy} place={place} done={done} />}
      durationMs={copy.durationMs}
      stated={null}
      onOver={() => {
        listen.reset();
        void look();
      }}
    />
  );
}

/** Nothing is told when a listening is over: what was served says how much was heard. */
function callsOf(place: VersionPlace): ServedCalls {
  return {
    end: () => undefined,
    stateOf: listeningId =>
      stateIn(
        api.HEAD('/api/v1/rights-requests/{id}/redactions/{redactionId}/listenings/{listeningId}/audio', {
          params: { path: { ...place, listeningId } },
        }),
      ),
  };
}

/** The waveform of the copy itself, never of the original: what is covered must not show. */
function CopyWaveform({ copy, place, done }: CopyListeningProps & { readonly done: number }) {
  const { data } = useQuery({
    queryKey: ['copy-peaks', place.redactionId],
    queryFn: () =>
      answer(
        api.GET('/api/v1/rights-requests/{id}/redactions/{redactionId}/peaks', { params: { path: { ...place } } }),
      ),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  return (
    <MarkedWaveform marks={copy.marks} channels={copy.channels} durationMs={copy.durationMs}>
      {data && data.peaks.length > 0 ? <PeaksDrawing peaks={data.peaks} done={done} /> : null}
    </MarkedWaveform>
  );
}
