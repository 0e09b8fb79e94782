import { mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from '@jest/globals';
import { readConfig } from '../config/index.js';
import { openKeyRing } from './open-key-ring.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const NO_DATABASE = undefined as never; // a ring in a folder asks none

it('is refused in the folder of the audio, also where a link leads there: who copies the audio would have its keys', async () => {
  await using folder = await temporaryFolder();
  const [audio, keys] = [join(folder.path, 'audio'), join(folder.path, 'keys')];
  await mkdir(join(audio, 'of-somebody'), { recursive: true });
  await symlink(join(audio, 'of-somebody'), keys);
  const config = readConfig({
    TALLENNE_DATA_DIR: join(folder.path, 'data'),
    TALLENNE_KEYS_DIR: keys,
    BLOB_STORE_URL: pathToFileURL(audio).href,
  });
  await expect(openKeyRing(config, NO_DATABASE)).rejects.toMatchObject({
    code: 'keys-folder-refused',
    message: 'The keys folder and the folder of the audio must lie beside each other, neither inside the other.',
  });
  expect(await readdir(join(audio, 'of-somebody'))).toEqual([]);
});

it('is opened in its folder where the audio is in a bucket', async () => {
  await using folder = await temporaryFolder();
  const config = readConfig({
    TALLENNE_DATA_DIR: join(folder.path, 'data'),
    TALLENNE_KEYS_DIR: join(folder.path, 'keys'),
    BLOB_STORE_URL: 's3://recordings',
    TALLENNE_S3_ENDPOINT: 'https://s3.example.org',
    TALLENNE_S3_ACCESS_KEY: 'key',
    TALLENNE_S3_SECRET_KEY: 'secret',
  });
  const ring = await openKeyRing(config, NO_DATABASE);

  expect(await ring.days()).toEqual([]);
  expect(await readdir(folder.path)).toEqual(['keys']);
});
