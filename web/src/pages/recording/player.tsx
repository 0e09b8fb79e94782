import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import type { RecordingDetails } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import { ShortcutsNote } from '../../ui/shortcuts/shortcuts-note.js';
import { useShortcuts } from '../../ui/shortcuts/use-shortcuts.js';
import { BackIcon, ForwardIcon, PauseIcon, PlayIcon } from './player-icons.js';
import { PLAYBACK_CALLS, type ServedCalls } from './playback-calls.js';
import { PlayerLoop } from './player-loop.js';
import { PlayerPosition } from './player-position.js';
import { PlayerSound } from './player-sound.js';
import type { StatedPurpose } from './purpose-rules.js';
import { useLoop } from './use-loop.js';
import { usePlayback, type PlaybackOutcome, type Served } from './use-playback.js';
import './player.css';

const STEP_S = 5;
const FINE_MS = 500;
const NO_ROLES: RecordingDetails['channelRoles'] = [];

/** Where the player is, and the way to another place. */
export interface PlayerPosition {
  readonly atMs: number;
  readonly moveTo: (ms: number) => void;
}

interface PlayerProps {
  readonly playback: Served;
  readonly calls?: ServedCalls;
  /** Drawn above the track; `done` is how much is played, 0 to 1. */
  readonly waveform: (done: number) => ReactNode;
  readonly durationMs: number;
  readonly channelRoles?: RecordingDetails['channelRoles'];
  readonly stated: StatedPurpose | null;
  readonly onOver: (how: PlaybackOutcome) => void;
  /** Beneath the controls: what is done at a place of the recording. */
  readonly children?: (position: PlayerPosition) => ReactNode;
}

/** Plays one granted playback. The browser fetches the ranges that it needs; every control works from the keyboard. */
export function Player({
  playback,
  calls = PLAYBACK_CALLS,
  waveform,
  durationMs,
  channelRoles = NO_ROLES,
  stated,
  onOver,
  children,
}: PlayerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const player = usePlayback(playback, onOver, calls);
  const looping = useLoop(player.element, player.isPlaying, player.moveTo);
  const step = (ms: number) => () => {
    player.moveBy(ms);
  };
  useShortcuts({
    ' ': player.toggle,
    ...{ j: step(-STEP_S * 1000), ArrowLeft: step(-STEP_S * 1000), ',': step(-FINE_MS) },
    ...{ l: step(STEP_S * 1000), ArrowRight: step(STEP_S * 1000), '.': step(FINE_MS) },
    ...{ i: looping.start, o: looping.end, x: looping.clear },
  });
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    group.current?.focus(); // the dialog that led here is gone
  }, []);

  return (
    <div role="group" aria-label={t('player.label')} className="player" tabIndex={-1} ref={group}>
      <audio src={playback.audioUrl} preload="auto" autoPlay {...player.audio} />
      <PlayerPosition
        {...{ waveform, durationMs }}
        atMs={player.atMs}
        loop={looping.loop}
        onMove={player.moveTo}
        onLoop={looping.set}
      />
      <div className="player__controls">
        <Button
          variant="secondary"
          icon={<BackIcon />}
          aria-label={t('player.back', { seconds: STEP_S })}
          onClick={() => {
            player.moveBy(-STEP_S * 1000);
          }}
        >
          {`${STEP_S} s`}
        </Button>
        <Button className="player__play" icon={player.isPlaying ? <PauseIcon /> : <PlayIcon />} onClick={player.toggle}>
          {player.isPlaying ? t('player.pause') : t('player.play')}
        </Button>
        <Button
          variant="secondary"
          iconRight={<ForwardIcon />}
          aria-label={t('player.forward', { seconds: STEP_S })}
          onClick={() => {
            player.moveBy(STEP_S * 1000);
          }}
        >
          {`${STEP_S} s`}
        </Button>
        <PlayerSound
          channelRoles={channelRoles}
          onSpeed={player.setSpeed}
          onVolume={player.setVolume}
          onHeard={player.hear}
        />
      </div>
      <PlayerLoop looping={looping} />
      {children?.({ atMs: player.atMs, moveTo: player.moveTo })}
      <div role="alert">
        {player.isStuck ? <InlineAlert status="error">{t('player.unreachable')}</InlineAlert> : null}
      </div>
      <div className="player__foot">
        <p>
          {stated ? `${t(`purposes.${stated.purpose}.name`)}${stated.reference ? `, ${stated.reference}` : ''}. ` : ''}
          {t('player.until', { time: format.time(playback.expiresAt) })}
        </p>
        <Button
          variant="secondary"
          onClick={() => {
            onOver('finished');
          }}
        >
          {t('player.finish')}
        </Button>
      </div>
      <PlayerKeys />
    </div>
  );
}

/** What the keys do, for those who look. */
function PlayerKeys() {
  const { t } = useTranslation();
  return (
    <ShortcutsNote
      keys={[
        [t('player.space'), t('player.keys.playOrPause')],
        ['J ←', t('player.back', { seconds: STEP_S })],
        ['L →', t('player.forward', { seconds: STEP_S })],
        [', .', t('player.keys.fine')],
        ['I O', t('player.keys.loop')],
        ['X', t('player.loopClear')],
      ]}
    />
  );
}
