import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import type { Requester } from '../../../platform/http/index.js';
import { readMetadata } from '../read-upload.js';
import type { StoreParts } from './store-parts.js';
import type { Uploads } from './uploads.js';

/** The uploads of one service account, as the protocol's library asks for them. Made for one request. */
export class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'expiration', 'termination'];

  constructor(
    private readonly uploads: Uploads,
    private readonly parts: StoreParts,
    private readonly owner: Requester,
  ) {
    super();
  }

  /** @throws DomainError `invalid-request` for metadata that are missing or not as they should be */
  override async create(upload: Upload): Promise<Upload> {
    const metadata = upload.metadata?.metadata ?? '';
    readMetadata(metadata);
    await this.uploads.begin(upload.id, this.owner.id, upload.size ?? 0, metadata);
    return upload;
  }

  /** The metadata are not given back: they are personal, and who sent them has them. */
  override async getUpload(id: string): Promise<Upload> {
    const { receivedBytes: offset, lengthBytes: size } = await this.uploads.find(id, this.owner.id);
    return new Upload({ id, size, offset });
  }

  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    return this.parts.execute(await this.uploads.find(id, this.owner.id), offset, bytes);
  }

  override async remove(id: string): Promise<void> {
    await this.uploads.find(id, this.owner.id);
    await this.uploads.giveUp(id);
  }

  /** Zero: when an upload is over is for {@link Uploads} to say, by its own clock. */
  override getExpiration(): number {
    return 0;
  }
}
