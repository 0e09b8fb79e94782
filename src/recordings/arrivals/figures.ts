/** What is counted of the arrivals of a source and a day, in the order in which it is shown. */
export const FIGURES = [
  'announced',
  'withAudio',
  'filed',
  'quarantined',
  'refused',
  'destroyed',
  'explained',
  'missing',
  'awaited',
  'unannounced',
  'silent',
] as const;
export type FigureName = (typeof FIGURES)[number];
export type Figures = Readonly<Record<FigureName, number>>;

/** How each is counted among the lines that are there; in `arrival_day` it stands under its name, except what is still awaited. */
const COUNTED: Readonly<Record<FigureName, string>> = {
  announced: 'announced_at is not null',
  withAudio: 'audio_at is not null',
  filed: `outcome = 'filed'`,
  quarantined: `outcome = 'quarantined'`,
  refused: `outcome = 'refused'`,
  destroyed: `outcome = 'destroyed'`,
  explained: `outcome = 'explained'`,
  missing: `outcome = 'awaited' and missed_at is not null`,
  awaited: `outcome = 'awaited' and missed_at is null`,
  unannounced: 'audio_at is not null and announced_at is null',
  silent: 'silent',
};

/**
 * SQL of the figures of each source and day among the rows that `where` chooses by `source` and `call_on`: what is forgotten
 * and what is there, together. Columns `source`, `call_on` and one for each of {@link FIGURES}, in quotes.
 */
export function figuresWhere(where: string): string {
  const live = FIGURES.map(name => `count(*) filter (where ${COUNTED[name]})::int as "${name}"`).join(', ');
  const kept = FIGURES.map(name => `${name === 'awaited' ? '0' : columnOf(name)} as "${name}"`).join(', ');
  const sums = FIGURES.map(name => `sum("${name}")::int as "${name}"`).join(', ');
  return `
    select source, call_on, ${sums} from (
      select source, call_on, ${live} from arrival where ${where} group by source, call_on
      union all select source, call_on, ${kept} from arrival_day where ${where}) figures
    group by source, call_on`;
}

function columnOf(name: FigureName): string {
  return name === 'withAudio' ? 'with_audio' : name;
}

/** The figures of a row that has them among its columns. */
export function figuresOf(row: Figures): Figures {
  return Object.fromEntries(FIGURES.map(name => [name, row[name]])) as Figures; // each of FIGURES
}
