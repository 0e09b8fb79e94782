import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { WrongSetting } from '../../platform/config/index.js';
import { demoSettings } from './settings.js';

describe('the settings of a demo', () => {
  it('put data and keys beside each other in the working directory', () => {
    const { config, calls, ignored } = demoSettings({});
    expect([config.dataDir, config.keysDir]).toEqual([resolve('demo-data'), resolve('demo-keys')]);
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, demo: true, database: null });
    expect([calls, ignored]).toEqual([420, []]);
  });

  it('put the keys beside a data folder of another name', () => {
    expect(demoSettings({ TALLENNE_DATA_DIR: '/tmp/x' }).config.keysDir).toBe('/tmp/x-keys');
    expect(demoSettings({ TALLENNE_DATA_DIR: '/tmp/my-data/' }).config.keysDir).toBe('/tmp/my-keys');
    expect(demoSettings({ TALLENNE_DATA_DIR: '/tmp/x', TALLENNE_KEYS_DIR: '/tmp/k' }).config.keysDir).toBe('/tmp/k');
  });

  it('stay on this machine and in these folders, whatever the variables of a real server say', () => {
    const { config, ignored } = demoSettings({
      HOST: '0.0.0.0',
      PORT: '9000',
      DATABASE_URL: 'postgres://app@db.example/tallenne',
      DATABASE_OWNER_URL_FILE: '/nowhere',
      BLOB_STORE_URL: 'file:///srv/blobs',
      TALLENNE_PUBLIC_ORIGIN: 'https://tallenne.example',
    });
    expect(config).toMatchObject({ host: '127.0.0.1', port: 9000, database: null, publicOrigin: null });
    expect(config.blobDir).toBe(resolve('demo-data', 'blobs'));
    expect(ignored).toEqual([
      'HOST',
      'DATABASE_URL',
      'DATABASE_OWNER_URL_FILE',
      'BLOB_STORE_URL',
      'TALLENNE_PUBLIC_ORIGIN',
    ]);
  });

  it.each(['0', '-1', '12.5', '5001', 'many', ''])('refuse %j calls', text => {
    expect(() => demoSettings({ TALLENNE_DEMO_CALLS: text })).toThrow(WrongSetting);
  });

  it('take a smaller past', () => {
    expect(demoSettings({ TALLENNE_DEMO_CALLS: '60' }).calls).toBe(60);
  });
});
