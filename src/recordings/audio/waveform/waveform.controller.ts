import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../../platform/http/index.js';
import { ViewWaveform } from './view-waveform.js';
import { peaksView, type PeaksView } from './waveform.schemas.js';

@ApiTags('recordings')
@Controller('recordings/:id/peaks')
export class WaveformController {
  constructor(private readonly viewWaveform: ViewWaveform) {}

  @Get()
  @Action('read', 'Recording')
  @ApiOkResponse({ standardSchema: peaksView })
  peaks(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<PeaksView> {
    return this.viewWaveform.execute(id, requester, permissions);
  }
}
