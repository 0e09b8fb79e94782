import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { notFound } from '../../kernel/errors.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import * as schemas from './directory-groups.schemas.js';
import { MapGroup } from './map-group.js';
import { ReadGroups } from './read-groups.js';

@ApiTags('access')
@Controller('directory-groups')
export class DirectoryGroupsController {
  constructor(
    private readonly groups: ReadGroups,
    private readonly mapGroup: MapGroup,
  ) {}

  @Get()
  @Action('list', 'DirectoryGroup')
  @ApiOkResponse({ standardSchema: schemas.directoryGroupList })
  async list(): Promise<schemas.DirectoryGroupList> {
    return { items: await this.groups.list(), nextCursor: null };
  }

  @Post(':id/mapping')
  @HttpCode(200)
  @Action('map', 'DirectoryGroup')
  @ApiOkResponse({ standardSchema: schemas.directoryGroupView })
  async map(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.groupMapping }) { templateId }: schemas.GroupMapping,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.DirectoryGroupView> {
    await this.mapGroup.execute(id, templateId, requester);
    const [group] = await this.groups.list(id);
    if (!group) throw notFound();
    return group;
  }
}
