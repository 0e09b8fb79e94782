import { useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { duration } from '../../ui/format/duration.js';
import type { Loop } from './loop.js';
import { barOf } from './stretch-bar.js';

/** A pointer that moved less has pressed, not drawn. */
const DRAWN_PX = 5;

interface PlayerPositionProps {
  readonly waveform: (done: number) => ReactNode;
  readonly atMs: number;
  readonly durationMs: number;
  readonly loop: Loop | null;
  readonly onMove: (ms: number) => void;
  /** A stretch was drawn over the waveform. */
  readonly onLoop: (oneMs: number, otherMs: number) => void;
}

/** The waveform, over which a loop can be drawn, and the slider of the place. */
export function PlayerPosition({ waveform, atMs, durationMs, loop, onMove, onLoop }: PlayerPositionProps) {
  const { t } = useTranslation();
  const at = Math.min(atMs, durationMs);
  const done = at / Math.max(1, durationMs); // a recording may be empty
  const pointer = useDrawing(durationMs, onMove, onLoop);
  return (
    <div className="player__position">
      <span aria-hidden="true">{duration(at)}</span>
      <div className="player__track">
        <div className="player__wave" {...pointer.handlers}>
          {waveform(done)}
          <LoopMark loop={pointer.drawn ?? loop} durationMs={durationMs} />
        </div>
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

function LoopMark({ loop, durationMs }: { readonly loop: Loop | null; readonly durationMs: number }) {
  if (!loop) return null;
  const { leftPercent, widthPercent } = barOf({ fromMs: loop.fromMs, toMs: loop.toMs ?? loop.fromMs }, durationMs);
  return (
    <span
      className="player__loop"
      aria-hidden="true"
      style={{ left: `${String(leftPercent)}%`, width: `${String(widthPercent)}%` }}
    />
  );
}

/** Pressing the waveform goes to that place, drawing over it makes a loop. The buttons and keys do the same. */
function useDrawing(durationMs: number, onMove: PlayerPositionProps['onMove'], onLoop: PlayerPositionProps['onLoop']) {
  const from = useRef<{ readonly x: number; readonly ms: number } | null>(null);
  const [drawn, setDrawn] = useState<Loop | null>(null);
  const msAt = ({ clientX, currentTarget }: PointerEvent<HTMLElement>): number => {
    const { left, width } = currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width))) * durationMs;
  };
  const isDrawn = ({ clientX }: PointerEvent) =>
    from.current !== null && Math.abs(clientX - from.current.x) >= DRAWN_PX;
  return {
    drawn,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, ms: msAt(event) };
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!from.current || !isDrawn(event)) return;
        const [one, other] = [from.current.ms, msAt(event)];
        setDrawn({ fromMs: Math.min(one, other), toMs: Math.max(one, other) });
      },
      onPointerUp: (event: PointerEvent<HTMLElement>) => {
        if (!from.current) return;
        if (isDrawn(event)) onLoop(from.current.ms, msAt(event));
        else onMove(msAt(event));
        from.current = null;
        setDrawn(null);
      },
      onPointerCancel: () => {
        from.current = null;
        setDrawn(null);
      },
    },
  };
}
