import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Things that some tests need and that npm does not bring; `.ci/run` installs their Debian packages. */
const TOOLS = {
  chromium: { names: ['chromium', 'chromium-browser', 'google-chrome'], debianPackage: 'chromium' },
  faketime: { names: ['faketime'], debianPackage: 'faketime' },
  nginx: { names: ['nginx', '/usr/sbin/nginx'], debianPackage: 'nginx' },
  'docker-compose': { names: ['docker-compose'], debianPackage: 'docker-compose' },
  'systemd-analyze': { names: ['systemd-analyze'], debianPackage: 'systemd' },
  curl: { names: ['curl'], debianPackage: 'curl' },
  ffmpeg: { names: ['ffmpeg'], debianPackage: 'ffmpeg' },
  sox: { names: ['sox'], debianPackage: 'sox' },
  openssl: { names: ['openssl'], debianPackage: 'openssl' },
  qpdf: { names: ['qpdf'], debianPackage: 'qpdf' },
  '7z': { names: ['7z'], debianPackage: 'p7zip-full' },
  'postgresql-17': { names: ['/usr/lib/postgresql/17/bin/postgres'], debianPackage: 'postgresql-17' },
  'postgresql-15': { names: ['/usr/lib/postgresql/15/bin/postgres'], debianPackage: 'postgresql-15' },
  ss: { names: ['ss'], debianPackage: 'iproute2' },
  python3: { names: ['python3'], debianPackage: 'python3' },
  radosgw: { names: ['radosgw'], debianPackage: 'radosgw' },
  'ceph-mon': { names: ['ceph-mon'], debianPackage: 'ceph-mon' },
  'ceph-osd': { names: ['ceph-osd'], debianPackage: 'ceph-osd' },
  rsyslogd: { names: ['rsyslogd', '/usr/sbin/rsyslogd'], debianPackage: 'rsyslog-openssl' },
  promtool: { names: ['promtool'], debianPackage: 'promtool' },
  'asterisk-prompts': {
    names: ['/usr/share/asterisk/sounds/en_US_f_Allison'],
    debianPackage: 'asterisk-core-sounds-en-wav',
  },
} as const;

export type OptionalTool = keyof typeof TOOLS;

/**
 * The path of a program (of the folder, for the prompts), or null when it is not installed: then it says on standard
 * error what is skipped for want of it. With `TALLENNE_REQUIRE_ALL=1` it throws instead.
 */
export function optionalTool(tool: OptionalTool): string | null {
  const { names, debianPackage } = TOOLS[tool];
  const path = names.map(find).find(found => found !== null) ?? null;
  if (path === null) skipOrFail(`${tool} (Debian package ${debianPackage}) is not installed`);
  return path;
}

/** Says on standard error why tests are skipped; with `TALLENNE_REQUIRE_ALL=1` a skip is a failure. */
export function skipOrFail(reason: string): void {
  if (process.env.TALLENNE_REQUIRE_ALL === '1') throw new Error(`${reason}, and TALLENNE_REQUIRE_ALL=1 asks for it.`);
  process.stderr.write(`Some tests are skipped: ${reason}.\n`);
}

function find(name: string): string | null {
  const folders = name.startsWith('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
  return folders.map(folder => (folder ? join(folder, name) : name)).find(isUsable) ?? null;
}

function isUsable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() || path.startsWith('/usr/share/');
  } catch {
    return false;
  }
}
