import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { duration } from '../../ui/format/duration.js';
import type { useLoop } from './use-loop.js';

/** Sets and clears the loop, and says what it is. */
export function PlayerLoop({ looping }: { readonly looping: ReturnType<typeof useLoop> }) {
  const { t } = useTranslation();
  const { loop, start, end, clear } = looping;
  return (
    <div className="player__loops">
      <Button variant="secondary" onClick={start}>
        {t('player.loopStart')}
      </Button>
      <Button variant="secondary" onClick={end}>
        {t('player.loopEnd')}
      </Button>
      <Button variant="secondaryNoBorder" aria-disabled={!loop} onClick={clear}>
        {t('player.loopClear')}
      </Button>
      <span role="status">
        {loop && loop.toMs === null ? t('player.loopFrom', { from: duration(loop.fromMs) }) : null}
        {loop && loop.toMs !== null
          ? t('player.loopIs', { from: duration(loop.fromMs), to: duration(loop.toMs) })
          : null}
      </span>
    </div>
  );
}
