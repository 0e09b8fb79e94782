import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Anyone } from '../../platform/http/index.js';
import { asPdf, pdfBody } from '../papers/pdf-answer.js';
import { openNotice, paperQuery, type OpenNotice, type PaperQuery } from './notice.schemas.js';
import { ReadNotice } from './read-notice.js';

/** The published notice, for anybody: a notice is there to be read (GDPR art. 12(1)). */
@ApiTags('register')
@Controller('notice/published')
export class OpenNoticeController {
  constructor(private readonly readNotice: ReadNotice) {}

  @Get()
  @Anyone()
  @ApiOkResponse({ standardSchema: openNotice })
  read(): Promise<OpenNotice> {
    return this.readNotice.open();
  }

  @Get('pdf')
  @Anyone()
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfBody)
  async paper(@Query({ schema: paperQuery }) { language }: PaperQuery): Promise<StreamableFile> {
    return asPdf(await this.readNotice.openPaper(language), `tietosuojaseloste-${language}`);
  }
}
