import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { SIDECAR, type SourceForm } from '../ingest/formats/source-form.js';
import { Source } from './source.entity.js';

/** How the documents of a source are read, by its settings. */
@Injectable()
export class FindSourceForm {
  constructor(private readonly database: Database) {}

  /** Our own metadata beside the audio, where nobody has said otherwise. */
  async execute(source: string): Promise<SourceForm> {
    const found = await this.database.entities().findOne(Source, { name: source });
    return found?.form ?? SIDECAR;
  }
}
