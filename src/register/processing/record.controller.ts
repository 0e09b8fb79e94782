import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Action } from '../../platform/http/index.js';
import { paperQuery, type PaperQuery } from '../notice/notice.schemas.js';
import { asPdf, pdfBody } from '../papers/pdf-answer.js';
import { MakeRecord } from './make-record.js';
import { processingRecord, type ProcessingRecord } from './record.schemas.js';

/** The record of processing activities (GDPR art. 30), and the data for an impact assessment (art. 35). */
@ApiTags('register')
@Controller('processing-record')
export class ProcessingRecordController {
  constructor(private readonly makeRecord: MakeRecord) {}

  @Get()
  @Action('read', 'ProcessingRecord')
  @ApiOkResponse({ standardSchema: processingRecord })
  read(): Promise<ProcessingRecord> {
    return this.makeRecord.execute();
  }

  @Get('pdf')
  @Action('read', 'ProcessingRecord')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfBody)
  async paper(@Query({ schema: paperQuery }) { language }: PaperQuery): Promise<StreamableFile> {
    return asPdf(await this.makeRecord.paper(language), `seloste-kasittelytoimista-${language}`);
  }
}
