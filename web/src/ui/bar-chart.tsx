import { useId } from 'react';
import './bar-chart.css';

interface Bar {
  readonly id: string;
  /** Where it stands, in words. */
  readonly label: string;
  readonly value: number;
  /** Of `value`, what is to be seen apart. */
  readonly marked?: number;
}

interface BarChartProps {
  /** What the picture shows, in one sentence. */
  readonly summary: string;
  readonly bars: readonly Bar[];
  /** What the highest bar stands for, in words. */
  readonly mostText: string;
}

const HEIGHT = 120;
const WIDTH = 960;
/** A bar that stands for something is always seen. */
const LEAST = 3;

/** Bars side by side. The numbers stand in a table beside it, which is what is read: the picture is only looked at. */
export function BarChart({ summary, bars, mostText }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  const titleId = useId();
  const heightOf = (value: number) => (value === 0 ? 0 : Math.max(LEAST, (HEIGHT * value) / most));
  const [first, last] = [bars[0], bars.at(-1)];
  return (
    <div className="bar-chart">
      <svg
        className="bar-chart__picture"
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={titleId}
      >
        <title id={titleId}>{summary}</title>
        {bars.map(({ id, label, value, marked = 0 }, index) => (
          <g key={id}>
            <title>{`${label}: ${String(value)}`}</title>
            <Rect kind="all" left={index * step} step={step} height={heightOf(value)} />
            <Rect kind="marked" left={index * step} step={step} height={heightOf(marked)} />
          </g>
        ))}
      </svg>
      <div className="bar-chart__foot" aria-hidden="true">
        <span>{first?.label}</span>
        <span>{mostText}</span>
        <span>{last?.label}</span>
      </div>
    </div>
  );
}

interface RectProps {
  readonly kind: 'all' | 'marked';
  readonly left: number;
  readonly step: number;
  readonly height: number;
}

function Rect({ kind, left, step, height }: RectProps) {
  if (height === 0) return null;
  const gap = Math.min(2, step / 5);
  return (
    <rect className={`bar-chart__${kind}`} x={left + gap / 2} y={HEIGHT - height} width={step - gap} height={height} />
  );
}
