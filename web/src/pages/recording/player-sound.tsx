import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingDetails } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';
import type { Heard } from './channel-hearing.js';
import { SPEEDS } from './use-playback.js';

interface PlayerSoundProps {
  /** Who is heard on each channel; fewer than two have nothing to choose. */
  readonly channelRoles: RecordingDetails['channelRoles'];
  readonly onSpeed: (speed: number) => void;
  readonly onVolume: (volume: number) => void;
  readonly onHeard: (heard: Heard) => void;
}

/** How it sounds: how fast, how loud, and whose channel. */
export function PlayerSound({ channelRoles, onSpeed, onVolume, onHeard }: PlayerSoundProps) {
  return (
    <>
      <Speed onChange={onSpeed} />
      <Volume onChange={onVolume} />
      {channelRoles.length === 2 ? <Channels channelRoles={channelRoles} onChange={onHeard} /> : null}
    </>
  );
}

interface NumberControlProps {
  readonly onChange: (value: number) => void;
}

function Speed({ onChange }: NumberControlProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <label className="player__choice">
      {t('player.speed')}
      <select
        defaultValue={1}
        onChange={event => {
          onChange(Number(event.target.value));
        }}
      >
        {SPEEDS.map(speed => (
          <option key={speed} value={speed}>
            {`${format.number(speed)}×`}
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

interface ChannelsProps {
  readonly channelRoles: RecordingDetails['channelRoles'];
  readonly onChange: (heard: Heard) => void;
}

function Channels({ channelRoles, onChange }: ChannelsProps) {
  const { t } = useTranslation();
  return (
    <label className="player__choice">
      {t('player.heard')}
      <select
        defaultValue="both"
        onChange={({ target: { value } }) => {
          onChange(value === 'both' ? 'both' : value === '0' ? 0 : 1);
        }}
      >
        <option value="both">{t('player.heardBoth')}</option>
        {channelRoles.map((role, channel) => (
          <option key={channel} value={channel}>
            {t(`channelRoles.${role}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
