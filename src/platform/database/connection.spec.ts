import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionTo } from './connection.js';

describe('a connection', () => {
  it('is as its address says, and takes nothing from the environment where that says nothing', () => {
    expect(connectionTo('postgresql://app:p%40ss@db.example.org:5433/tallenne')).toEqual({
      ...{ user: 'app', password: 'p@ss', host: 'db.example.org', port: 5433, database: 'tallenne', ssl: false },
    });
    expect(connectionTo('postgresql://[::1]/t')).toEqual({ host: '::1', port: 5432, database: 't', ssl: false });
  });

  it.each([
    ['postgresql://app@localhost/t?host=/run/postgresql', '/run/postgresql'],
    ['postgresql://app@%2Frun%2Fpostgresql/t', '/run/postgresql'],
    ['postgresql:///t', '/var/run/postgresql'],
  ])('goes by a socket: %s', (address, host) => {
    expect(connectionTo(address)).toMatchObject({ host, database: 't', ssl: false });
  });

  it('checks the certificate against the authority that is named, and against the host also where that is a number', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'tallenne-tls-')), 'authority.pem');
    writeFileSync(file, 'authority');
    expect(connectionTo(`postgresql://app@10.0.0.1/t?sslmode=verify-full&sslrootcert=${file}`).ssl).toEqual({
      ...{ host: '10.0.0.1', ca: 'authority', rejectUnauthorized: true },
    });
  });
});
