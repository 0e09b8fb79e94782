import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { earlierPlaybacks, type EarlierPlaybacks } from '../recordings.schemas.js';
import { ListPlaybacks } from './list-playbacks.js';

@ApiTags('playback')
@Controller('recordings/:id/playbacks')
export class EarlierPlaybacksController {
  constructor(private readonly listPlaybacks: ListPlaybacks) {}

  @Get()
  @Action('read', 'Recording')
  @ApiOkResponse({ standardSchema: earlierPlaybacks })
  list(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<EarlierPlaybacks> {
    return this.listPlaybacks.execute(id, requester, permissions);
  }
}
