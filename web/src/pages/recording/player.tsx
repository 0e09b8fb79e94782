import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert } from 'suomifi-ui-components';
import { duration } from '../../ui/format/duration.js';
import { useFormat } from '../../ui/format/use-format.js';
import { BackIcon, ForwardIcon, PauseIcon, PlayIcon } from './player-icons.js';
import { PLAYBACK_CALLS, type ServedCalls } from './playback-calls.js';
import type { StatedPurpose } from './purpose-rules.js';
import { SPEEDS, usePlayback, type PlaybackOutcome, type Served } from './use-playback.js';
import './player.css';

const STEP_S = 5;

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
  stated,
  onOver,
  children,
}: PlayerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const player = usePlayback(playback, onOver, calls);
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    group.current?.focus(); // the dialog that led here is gone
  }, []);

  return (
    <div role="group" aria-label={t('player.label')} className="player" tabIndex={-1} ref={group}>
      <audio src={playback.audioUrl} preload="auto" autoPlay {...player.audio} />
      <Position waveform={waveform} atMs={player.atMs} durationMs={durationMs} onMove={player.moveTo} />
      <div className="player__controls">
        <Button
          variant="secondary"
          icon={<BackIcon />}
          aria-label={t('player.back', { seconds: STEP_S })}
          onClick={() => {
            player.moveTo(player.atMs - STEP_S * 1000);
          }}
        >
          {`${STEP_S} s`}
        </Button>
        <Button
          className="player__play"
          icon={player.isPlaying ? <PauseIcon /> : <PlayIcon />}
          onClick={player.isPlaying ? player.pause : player.play}
        >
          {player.isPlaying ? t('player.pause') : t('player.play')}
        </Button>
        <Button
          variant="secondary"
          iconRight={<ForwardIcon />}
          aria-label={t('player.forward', { seconds: STEP_S })}
          onClick={() => {
            player.moveTo(player.atMs + STEP_S * 1000);
          }}
        >
          {`${STEP_S} s`}
        </Button>
        <Speed onChange={player.setSpeed} />
        <Volume onChange={player.setVolume} />
      </div>
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
    </div>
  );
}

interface PositionProps {
  readonly waveform: PlayerProps['waveform'];
  readonly atMs: number;
  readonly durationMs: number;
  readonly onMove: (ms: number) => void;
}

function Position({ waveform, atMs, durationMs, onMove }: PositionProps) {
  const { t } = useTranslation();
  const at = Math.min(atMs, durationMs);
  const done = at / Math.max(1, durationMs); // a recording may be empty
  return (
    <div className="player__position">
      <span aria-hidden="true">{duration(at)}</span>
      <div className="player__track">
        {waveform(done)}
        <input
          type="range"
          min={0}
          max={Math.ceil(durationMs / 1000)}
          step={1}
          value={Math.round(at / 1000)}
          style={{ '--done': `${String(100 * done)}%` }}
          aria-label={t('player.position')}
          aria-valuetext={t('player.positionText', { at: duration(at), of: duration(durationMs) })}
          onChange={event => {
            onMove(event.target.valueAsNumber * 1000);
          }}
        />
      </div>
      <span aria-hidden="true">{duration(durationMs)}</span>
    </div>
  );
}

interface NumberControlProps {
  readonly onChange: (value: number) => void;
}

function Speed({ onChange }: NumberControlProps) {
  const { t, i18n } = useTranslation();
  const written = new Intl.NumberFormat(i18n.language);
  return (
    <label className="player__speed">
      {t('player.speed')}
      <select
        defaultValue={1}
        onChange={event => {
          onChange(Number(event.target.value));
        }}
      >
        {SPEEDS.map(speed => (
          <option key={speed} value={speed}>
            {`${written.format(speed)}×`}
          </option>
        ))}
      </select>
    </label>
  );
}

function Volume({ onChange }: NumberControlProps) {
  const { t } = useTranslation();
  const [percent, setPercent] = useState(100);
  return (
    <label className="player__volume">
      {t('player.volume')}
      <input
        type="range"
        min={0}
        max={100}
        step={5}
        value={percent}
        style={{ '--done': `${percent}%` }}
        aria-valuetext={`${percent} %`}
        onChange={event => {
          setPercent(event.target.valueAsNumber);
          onChange(event.target.valueAsNumber / 100);
        }}
      />
    </label>
  );
}
