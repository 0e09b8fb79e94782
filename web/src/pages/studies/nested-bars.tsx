import { useId } from 'react';
import './nested-bars.css';

/** A group, with a value for each series; null where none is shown. */
export interface NestedGroup {
  readonly key: string;
  readonly label: string;
  readonly values: readonly (number | null)[];
}

export interface NestedBarsProps {
  /** What the picture shows, in one sentence: the numbers stand in the table beside it. */
  readonly summary: string;
  readonly groups: readonly NestedGroup[];
  /** Names of the series, the one with the greatest values first: each is drawn within the one before. */
  readonly series: readonly string[];
  /** What stands for the whole height or width; by default the greatest value. */
  readonly most?: number;
  /** A value in words. */
  readonly words: (value: number) => string;
}

const HEIGHT = 160;
const WIDTH = 960;
/** What stands for something is always seen. */
const LEAST = 2;
/** Each series within the one before is narrower as well, so that they are told apart without their colours. */
const NARROWER = 0.26;

/** Groups side by side, for those that come one after the other in time. */
export function NestedColumns(props: NestedBarsProps) {
  const { summary, groups, series, words } = props;
  const titleId = useId();
  const most = mostOf(props);
  const step = WIDTH / Math.max(1, groups.length);
  const heightOf = (value: number) => (value === 0 ? 0 : Math.max(LEAST, (HEIGHT * value) / most));
  const middle = groups.length > 4 ? groups[Math.floor((groups.length - 1) / 2)] : undefined;
  return (
    <figure className="nested-bars">
      <Legend series={series} />
      <p className="nested-bars__most" aria-hidden="true">
        {words(most)}
      </p>
      <svg
        className="nested-bars__columns"
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={titleId}
      >
        <title id={titleId}>{summary}</title>
        {groups.map(({ key, label, values }, index) => (
          <g key={key}>
            <title>{tellingOf(label, series, values, words)}</title>
            {values.map((value, n) => {
              const width = step * 0.86 * (1 - NARROWER * n);
              const height = heightOf(value ?? 0);
              return height === 0 ? null : (
                <rect
                  key={series[n]}
                  className={`nested-bars__${String(n)}`}
                  x={step * (index + 0.5) - width / 2}
                  y={HEIGHT - height}
                  width={width}
                  height={height}
                />
              );
            })}
          </g>
        ))}
      </svg>
      <div className="nested-bars__foot" aria-hidden="true">
        <span>{groups[0]?.label}</span>
        <span>{middle?.label}</span>
        <span>{groups.length > 1 ? groups.at(-1)?.label : ''}</span>
      </div>
    </figure>
  );
}

const ROW_HEIGHT = 20;

/** Groups beneath each other, each with its name: for those that are compared. */
export function NestedRows(props: NestedBarsProps) {
  const { summary, groups, series, words } = props;
  const titleId = useId();
  const most = mostOf(props);
  const widthOf = (value: number) => (value === 0 ? 0 : Math.max(LEAST, (WIDTH * value) / most));
  return (
    <figure className="nested-bars" role="img" aria-labelledby={titleId}>
      <p id={titleId} className="visually-hidden">
        {summary}
      </p>
      <Legend series={series} />
      <div className="nested-bars__rows" aria-hidden="true">
        {groups.map(({ key, label, values }) => (
          <div key={key} className="nested-bars__row">
            <span>{label}</span>
            <svg viewBox={`0 0 ${String(WIDTH)} ${String(ROW_HEIGHT)}`} preserveAspectRatio="none">
              {values.map((value, n) => {
                const height = ROW_HEIGHT * (1 - NARROWER * n);
                const width = widthOf(value ?? 0);
                return width === 0 ? null : (
                  <rect
                    key={series[n]}
                    className={`nested-bars__${String(n)}`}
                    x={0}
                    y={(ROW_HEIGHT - height) / 2}
                    width={width}
                    height={height}
                  />
                );
              })}
            </svg>
            <span className="nested-bars__value">{toldOf(values[0] ?? null, words)}</span>
          </div>
        ))}
      </div>
    </figure>
  );
}

function Legend({ series }: Pick<NestedBarsProps, 'series'>) {
  if (series.length < 2) return null;
  return (
    <ul className="nested-bars__legend" aria-hidden="true">
      {series.map((name, n) => (
        <li key={name}>
          <svg viewBox="0 0 16 16">
            <rect className={`nested-bars__${String(n)}`} x={2 * n} y={0} width={16 - 4 * n} height={16} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

function mostOf({ groups, most }: NestedBarsProps): number {
  return most ?? Math.max(1, ...groups.flatMap(({ values }) => values.map(value => value ?? 0)));
}

function toldOf(value: number | null, words: (value: number) => string): string {
  return value === null ? '–' : words(value);
}

function tellingOf(
  label: string,
  series: readonly string[],
  values: readonly (number | null)[],
  words: (value: number) => string,
): string {
  const told = values.flatMap((value, n) => (value === null ? [] : [`${series[n] ?? ''} ${words(value)}`]));
  return `${label}: ${told.join(', ')}`;
}
