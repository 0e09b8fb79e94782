import type { Config } from '../config/index.js';
import type { BlobStore } from './blob-store.js';
import { LocalBlobStore } from './local-blob-store.js';
import { S3BlobStore } from './s3-blob-store.js';

/** The store that the settings name. @throws DomainError `audio-bucket-refused` */
export function openBlobStore({ blobDir, audioBucket }: Pick<Config, 'blobDir' | 'audioBucket'>): Promise<BlobStore> {
  if (audioBucket) return S3BlobStore.open(audioBucket);
  if (blobDir === null) throw new TypeError('Recordings need a folder or a bucket.');
  return LocalBlobStore.open(blobDir);
}
