import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client.js';
import type { Peaks, RecordingDetails } from '../../api/types.js';
import { barsOf, outlineOf, quietPercent, talkShares } from './waveform-shape.js';

const BARS = 360;
const CHANNEL_HEIGHT = 28;

interface WaveformProps {
  readonly recordingId: string;
  /** Who is heard on each channel, where that is known. */
  readonly roles?: RecordingDetails['channelRoles'];
  /** How much is played, 0 to 1. */
  readonly done: number;
}

/** Draws how loud a recording is over its time, a line a channel. Without it the player works all the same. */
export function Waveform({ recordingId, done, roles = [] }: WaveformProps) {
  const { data } = useQuery({
    queryKey: ['peaks', recordingId],
    queryFn: () => answer(api.GET('/api/v1/recordings/{id}/peaks', { params: { path: { id: recordingId } } })),
    staleTime: Infinity, // each look is on record: one is enough
    gcTime: 0,
    retry: false,
  });
  return data && data.peaks.length > 0 ? <PeaksDrawing peaks={data.peaks} done={done} roles={roles} /> : null;
}

interface PeaksDrawingProps {
  readonly peaks: Peaks['peaks'];
  /** How much is played, 0 to 1. */
  readonly done: number;
  readonly roles?: RecordingDetails['channelRoles'];
}

/** The drawing of peaks that were fetched. */
export function PeaksDrawing({ peaks, done, roles = [] }: PeaksDrawingProps) {
  const { t } = useTranslation();
  const clip = useId();
  const paths = useMemo(() => peaks.map(channel => outlineOf(barsOf(channel, BARS), CHANNEL_HEIGHT)), [peaks]);
  const height = CHANNEL_HEIGHT * peaks.length;
  const lines = paths.map((path, channel) => (
    <path key={channel} d={path} transform={`translate(0 ${channel * CHANNEL_HEIGHT})`} />
  ));
  return (
    <>
      <Speakers peaks={peaks} roles={roles} />
      <svg
        className="player__waveform"
        role="img"
        aria-label={t('player.waveform', { count: peaks.length, percent: quietPercent(peaks) })}
        viewBox={`0 0 ${BARS} ${height}`}
        preserveAspectRatio="none"
        style={{ height }}
      >
        <clipPath id={clip}>
          <rect width={BARS * done} height={height} />
        </clipPath>
        <g className="player__waveform-rest">{lines}</g>
        <g className="player__waveform-done" clipPath={`url(#${clip})`}>
          {lines}
        </g>
      </svg>
    </>
  );
}

/** Whose line is whose, and who speaks how much; where the source has not said, the lines stay unnamed. */
function Speakers({
  peaks: [one, other],
  roles: [first, second],
}: Required<Pick<PeaksDrawingProps, 'peaks' | 'roles'>>) {
  const { t } = useTranslation();
  const shares = useMemo(() => (one && other ? talkShares(one, other) : null), [one, other]);
  if (!shares || !first || !second) return null;
  const [ofFirst, ofSecond] = shares.alone;
  return (
    <ul className="player__speakers" aria-label={t('player.speakers')}>
      <li>{t('player.speaks', { who: t(`channelRoles.${first}`), percent: ofFirst })}</li>
      <li>{t('player.speaks', { who: t(`channelRoles.${second}`), percent: ofSecond })}</li>
      <li>{t('player.bothSpeak', { percent: shares.both })}</li>
      <li>{t('player.nobodySpeaks', { percent: shares.nobody })}</li>
    </ul>
  );
}
