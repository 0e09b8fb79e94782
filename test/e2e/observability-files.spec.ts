import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
import { PARTS } from '../../src/server/readiness.js';
import { Client } from '../support/client.js';
import { describeWith } from '../support/describe-with.js';
import { startTestServer, type TestServer } from '../support/server.js';

const ALERTS = 'deploy/prometheus/alerts.yml';
const DASHBOARD = 'deploy/grafana/tallenne.json';
const PAGE = readFileSync('docs/observability.md', 'utf8');
const NAME = /\b(?:tallenne|nodejs|process)_[a-z0-9_]+/g;

const alerts = readFileSync(ALERTS, 'utf8');
const dashboard = readFileSync(DASHBOARD, 'utf8');

function namesIn(text: string): string[] {
  return [...new Set(text.match(NAME) ?? [])].filter(name => !name.endsWith('_'));
}

describe('the files for Prometheus and Grafana', () => {
  let server: TestServer;
  /** Names as a scrape can ask for them: a histogram has three. */
  let measured: ReadonlySet<string>;
  let declared: readonly string[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    const draft = { name: 'monitoring', role: 'metrics', expiresOn: '2027-02-24' } as const;
    const { token } = await server.app.get(ServiceAccounts).create(draft, THE_SYSTEM);
    const text = (await new Client(server.url, token).get('/metrics')).bytes.toString('utf8');
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => ({ name, type }));
    declared = types.map(({ name }) => name);
    measured = new Set(
      types.flatMap(({ name, type }) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),
    );
  }, 60_000);
  afterAll(async () => {
    await server.stop();
  });

  it.each([
    ['alerts', alerts],
    ['dashboard', dashboard],
  ])('name in the %s nothing that is not measured', (_what, text) => {
    expect(namesIn(text).length).toBeGreaterThan(15);
    expect(namesIn(text).filter(name => !measured.has(name))).toEqual([]);
  });

  it('are told of on the page, each measure and each alert, and nothing else', () => {
    const own = (names: readonly string[]) => names.filter(name => name.startsWith('tallenne_')).sort();
    expect(own(namesIn(PAGE))).toEqual(own(declared));
    const known = [...alerts.matchAll(/alert: (\w+)/g)].map(([, name]) => name);
    expect([...new Set(PAGE.match(/\bTallenne[A-Z]\w+/g))].sort()).toEqual([...known].sort());
  });

  it('name on the page each part that readiness looks at', () => {
    const [, section = ''] = PAGE.split('\n## Readiness\n');
    const [named = ''] = /of (`[^]*?)\. A latched/.exec(section) ?? [];
    expect([...named.matchAll(/`([a-z-]+)`/g)].map(([, part]) => part)).toEqual(PARTS);
  });

  it('show each of Tallenne’s own measures somewhere', () => {
    const shown = namesIn(alerts + dashboard);
    const own = declared.filter(name => name.startsWith('tallenne_'));
    expect(own.filter(name => !shown.some(one => one === name || one.startsWith(`${name}_`)))).toEqual([]);
  });
});

/** A series a minute, from `job="tallenne"`, that an alert is tried with. */
interface Tried {
  readonly alert: string;
  readonly series: Readonly<Record<string, string>>;
  readonly after: string;
  /** The labels of what fires then; null: nothing does. */
  readonly fires: Readonly<Record<string, string>> | null;
}

const DOWN = '1+0x9 0+0x400';
const AVAILABLE = 'tallenne_filesystem_avail_bytes{job="tallenne",folder="audio",instance="';
const SIZES = Object.fromEntries(
  ['a', 'b'].map(one => [
    `tallenne_filesystem_size_bytes{job="tallenne",folder="audio",instance="${one}"}`,
    '100+0x400',
  ]),
);
const AGE = 'tallenne_backup_age_seconds{job="tallenne"}';

describeWith('promtool', 'the alerts', promtool => {
  it.each<[string, Tried]>([
    [
      'tell of an instance that does not answer, within minutes',
      {
        alert: 'TallenneDown',
        series: { 'up{job="tallenne",instance="a"}': '1+0x400', 'up{job="tallenne",instance="b"}': DOWN },
        after: '15m',
        fires: { severity: 'critical', job: 'tallenne', instance: 'b' },
      },
    ],
    [
      'tell where nothing is asked under the name that they go by',
      { alert: 'TallenneDown', series: {}, after: '15m', fires: { severity: 'critical', job: 'tallenne' } },
    ],
    [
      'tell of no old backup where nothing is measured',
      { alert: 'TallenneBackupOld', series: { 'up{job="tallenne"}': DOWN }, after: '6h', fires: null },
    ],
    [
      'tell of a backup that never was',
      {
        alert: 'TallenneBackupOld',
        series: { 'tallenne_measured{job="tallenne",part="log"}': '1+0x400' },
        after: '2h',
        fires: { severity: 'warning' },
      },
    ],
    [
      'tell of a backup that is old',
      { alert: 'TallenneBackupOld', series: { [AGE]: '129601+60x400' }, after: '2h', fires: { severity: 'warning' } },
    ],
    [
      'tell of a part that is away from one of the instances',
      {
        alert: 'TallennePartMissing',
        series: {
          'tallenne_part_ready{job="tallenne",instance="a",part="key-ring"}': DOWN,
          'tallenne_part_ready{job="tallenne",instance="b",part="key-ring"}': '1+0x400',
        },
        after: '15m',
        fires: { severity: 'critical', part: 'key-ring' },
      },
    ],
    [
      'tell of one day that stays unpurged while all others go',
      {
        alert: 'TallenneUnitsOverdue',
        series: { 'tallenne_due_days_over{job="tallenne"}': '1+0x400' },
        after: '3h',
        fires: { severity: 'critical' },
      },
    ],
    [
      'tell of no day whose purge takes minutes',
      {
        alert: 'TallenneUnitsOverdue',
        series: { 'tallenne_due_days_over{job="tallenne"}': '0+0x100 1+0x10 0+0x200' },
        after: '3h',
        fires: null,
      },
    ],
    [
      'tell of a disk that is nearly full, as the instance that sees the least of it says',
      {
        alert: 'TallenneDiskFull',
        series: { [`${AVAILABLE}a"}`]: '50+0x400', [`${AVAILABLE}b"}`]: '2+0x400', ...SIZES },
        after: '30m',
        fires: { severity: 'critical', folder: 'audio' },
      },
    ],
    [
      'tell of a disk that will be full in three days as it goes, while there is room',
      {
        alert: 'TallenneDiskFilling',
        series: { [`${AVAILABLE}a"}`]: '80-0.02x400', ...SIZES },
        after: '3h',
        fires: { severity: 'warning', folder: 'audio' },
      },
    ],
    [
      'tell of no disk that has room and will have',
      {
        alert: 'TallenneDiskFilling',
        series: { [`${AVAILABLE}a"}`]: '80-0.001x400', ...SIZES },
        after: '3h',
        fires: null,
      },
    ],
  ])('%s', (_what, { alert, series, after, fires }) => {
    const [, summary = ''] = new RegExp(`alert: ${alert}\\n[^]*?summary: '([^']*)'`).exec(alerts) ?? [];
    const said = summary.replace(/\{\{ \$labels\.(\w+) \}\}/, (_all, label: string) => fires?.[label] ?? '');
    const test = {
      interval: '1m',
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      alert_rule_test: [
        {
          eval_time: after,
          alertname: alert,
          exp_alerts: fires ? [{ exp_labels: fires, exp_annotations: { summary: said } }] : [],
        },
      ],
    };
    const folder = mkdtempSync(join(tmpdir(), 'tallenne-alerts-'));
    const path = join(folder, 'tests.yml');
    writeFileSync(path, JSON.stringify({ rule_files: [resolve(ALERTS)], evaluation_interval: '1m', tests: [test] })); // JSON is YAML
    expect(() => execFileSync(promtool, ['test', 'rules', path], { stdio: 'pipe' })).not.toThrow();
    rmSync(folder, { recursive: true });
  });
});

describeWith('promtool', 'the expressions', promtool => {
  it('are read by Prometheus itself: those of the alerts, and those of the dashboard', () => {
    execFileSync(promtool, ['check', 'rules', ALERTS], { stdio: 'pipe' });
    const panels = (JSON.parse(dashboard) as { panels: { targets: { expr: string }[] }[] }).panels; // as Grafana reads it
    const rules = panels.flatMap(({ targets }) => targets).map(({ expr }, n) => ({ record: `dashboard:${n}`, expr }));
    const folder = mkdtempSync(join(tmpdir(), 'tallenne-rules-'));
    const path = join(folder, 'dashboard.yml');
    writeFileSync(path, JSON.stringify({ groups: [{ name: 'dashboard', rules }] })); // JSON is YAML
    expect(() => execFileSync(promtool, ['check', 'rules', path], { stdio: 'pipe' })).not.toThrow();
    rmSync(folder, { recursive: true });
  });
});
