import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { THE_SYSTEM } from '../../src/audit/index.js';
import { ServiceAccounts } from '../../src/identity/index.js';
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

  it('show each of Tallenne’s own measures somewhere', () => {
    const shown = namesIn(alerts + dashboard);
    const own = declared.filter(name => name.startsWith('tallenne_'));
    expect(own.filter(name => !shown.some(one => one === name || one.startsWith(`${name}_`)))).toEqual([]);
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
