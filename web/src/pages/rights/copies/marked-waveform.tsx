import type { ReactNode } from 'react';
import type { RedactionMark } from '../../../api/types.js';
import { barOf } from '../../recording/stretch-bar.js';

interface MarkedWaveformProps {
  readonly marks: readonly RedactionMark[];
  readonly channels: number;
  readonly durationMs: number;
  /** The waveform itself: a line a channel. */
  readonly children: ReactNode;
}

/** A waveform with what is marked drawn over it, each on its channel. The table beside it says the same in words. */
export function MarkedWaveform({ marks, channels, durationMs, children }: MarkedWaveformProps) {
  return (
    <div className="marked-waveform">
      {children}
      <div aria-hidden="true">
        {marks.map((mark, index) => (
          <span key={index} className="marked-waveform__mark" style={placeOf(mark, channels, durationMs)} />
        ))}
      </div>
    </div>
  );
}

function placeOf(mark: RedactionMark, channels: number, durationMs: number) {
  const { leftPercent, widthPercent } = barOf(mark, durationMs);
  const [first, count] = mark.channel === 'all' ? [0, channels] : [mark.channel, 1];
  const percent = (lines: number) => `${String((100 * lines) / channels)}%`;
  return {
    ...{ left: `${String(leftPercent)}%`, width: `${String(widthPercent)}%` },
    ...{ top: percent(first), height: percent(count) },
  };
}
