import type { DemoPlaces, DemoSummary } from './demo-folders.js';

/** What the person at the terminal is told when the demo is there. */
export interface Welcome extends DemoPlaces {
  readonly summary: DemoSummary;
  /** A WAV file to try the ingest with. */
  readonly exampleAudio: string;
  readonly now: Date;
}

const CALL_SECONDS = 40;

/** The address, the accounts, a call to deliver by hand, and how to end it: lines of text. */
export function welcomeLines({ summary, exampleAudio, now, dataDir, keysDir, logCopyDir }: Welcome): string[] {
  return [
    '',
    `Tallenne's demo is at ${summary.url}`,
    '',
    ...accountTable(summary.accounts),
    '',
    'Everybody and every call is invented; the second factor is off. To deliver a call as a telephone exchange does:',
    '',
    ...ingestCommand(summary, exampleAudio, now),
    '',
    `It lies in ${dataDir}, ${keysDir} and ${logCopyDir}; delete all three for a new one.`,
    'Ctrl-C ends it; the next start goes on from there.',
  ];
}

function accountTable(accounts: DemoSummary['accounts']): string[] {
  const rows = accounts.map(({ username, password, roles }) => [username, password, roles.join(', ')]);
  const all = [['user name', 'password', 'roles'], ...rows];
  const widths = [0, 1].map(column => Math.max(...all.map(row => row[column]?.length ?? 0)));
  return all.map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`);
}

/** To be pasted into a shell as it is. */
function ingestCommand({ url, ingestToken }: DemoSummary, audio: string, now: Date): string[] {
  return [
    `  curl -H ${quoted(`Authorization: Bearer ${ingestToken}`)} \\`,
    `    -F ${quoted(`metadata=${JSON.stringify(exampleMetadata(now))}`)} \\`,
    `    -F ${quoted(`audio=@${audio}`)} \\`,
    `    ${url}/api/v1/recordings`,
  ];
}

/** A call that ended a moment ago. */
function exampleMetadata(now: Date): object {
  const endedAtMs = Math.floor(now.getTime() / 1000) * 1000;
  return {
    source: 'pbx-1',
    externalId: `example-${endedAtMs / 1000}`,
    startedAt: new Date(endedAtMs - CALL_SECONDS * 1000).toISOString(),
    endedAt: new Date(endedAtMs).toISOString(),
    queue: 'user-support',
    unit: 'Ward systems',
    agent: { username: 'maija.malli' },
    notice: { played: true, version: '2026-1', language: 'fi' },
    caller: { category: 'customer-staff', name: 'Testi Soittaja', phone: '+358490000101' },
  };
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
