import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { recordingMetadata } from '../../recordings/ingest/metadata.schemas.js';
import { welcomeLines } from './welcome.js';

const now = new Date('2026-11-24T08:10:00.250Z');
const lines = welcomeLines({
  summary: {
    url: 'http://127.0.0.1:8080',
    accounts: [
      { username: 'maija.malli', password: 'esittely-2026', roles: ['agent'] },
      { username: 'liisa', password: 'x', roles: ['team-lead', 'trainer'] },
    ],
    ingestToken: 'token-of-the-exchange',
  },
  exampleAudio: "/home/o'neil/demo-data/example-call.wav",
  now,
  dataDir: '/home/o/demo-data',
  keysDir: '/home/o/demo-keys',
  logCopyDir: '/home/o/demo-log-copy',
});

/** What a shell makes of the command: its parameters, one a line. */
function parametersOf(command: string): string[] {
  const script = command.replace('curl', `printf '%s\\n'`);
  return execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
}

describe('the welcome', () => {
  it('names the address and lists the accounts in columns', () => {
    expect(lines).toContain("Tallenne's demo is at http://127.0.0.1:8080");
    expect(lines).toContain('  user name    password       roles');
    expect(lines).toContain('  maija.malli  esittely-2026  agent');
    expect(lines).toContain('  liisa        x              team-lead, trainer');
  });

  it('gives a command that a shell takes as it is, with metadata that the server takes', () => {
    const from = lines.findIndex(line => line.includes('curl'));
    const parameters = parametersOf(lines.slice(from, from + 4).join('\n'));
    const [, authorization, , metadata = '', , audio, url] = parameters;
    expect([authorization, audio, url]).toEqual([
      'Authorization: Bearer token-of-the-exchange',
      "audio=@/home/o'neil/demo-data/example-call.wav",
      'http://127.0.0.1:8080/api/v1/recordings',
    ]);
    const call = recordingMetadata.parse(JSON.parse(metadata.replace('metadata=', '')));
    expect(call.endedAt.getTime()).toBeLessThanOrEqual(now.getTime());
    expect(now.getTime() - call.endedAt.getTime()).toBeLessThan(1000);
  });
});
