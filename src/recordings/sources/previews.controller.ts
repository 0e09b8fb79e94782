import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action } from '../../platform/http/index.js';
import { newPreview, preview, type NewPreview, type Preview } from './previews.schemas.js';
import { previewForm } from './preview-form.js';

/** Tries a form out on a sample, before it is what a source's documents are read by. */
@ApiTags('sources')
@Controller('sources/previews')
export class PreviewsController {
  /** Nothing of the sample is stored or logged. */
  @Post()
  @HttpCode(200)
  @Action('change', 'Source')
  @ApiOkResponse({ standardSchema: preview })
  execute(@Body({ schema: newPreview }) wanted: NewPreview): Preview {
    return previewForm(wanted);
  }
}
