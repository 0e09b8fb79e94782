import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { writtenMs } from './marks-draft.js';

interface MarkButtonsProps {
  /** Where the player is. */
  readonly atMs: number;
  readonly onMark: (fromMs: number, toMs: number) => void;
}

/** Marks from one place of the playback to another: one button begins, the other ends. */
export function MarkButtons({ atMs, onMark }: MarkButtonsProps) {
  const { t } = useTranslation();
  const [fromMs, setFromMs] = useState<number | null>(null);
  const [last, setLast] = useState('');
  const isAfter = fromMs !== null && atMs > fromMs;
  return (
    <div className="mark-buttons">
      <Button
        variant="secondary"
        onClick={() => {
          setFromMs(atMs);
          setLast(t('rights.copies.begunAt', { at: writtenMs(atMs) }));
        }}
      >
        {t('rights.copies.beginHere')}
      </Button>
      <Button
        variant="secondary"
        aria-disabled={!isAfter}
        onClick={() => {
          if (fromMs === null || !isAfter) return;
          onMark(fromMs, atMs);
          setFromMs(null);
          setLast(t('rights.copies.markedFromTo', { from: writtenMs(fromMs), to: writtenMs(atMs) }));
        }}
      >
        {t('rights.copies.endHere')}
      </Button>
      <span role="status">{last}</span>
    </div>
  );
}
