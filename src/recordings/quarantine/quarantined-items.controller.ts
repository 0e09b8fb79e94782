import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import { EndItem } from './end-item.js';
import { FileItem } from './file-item.js';
import { ListItems } from './list-items.js';
import {
  causeList,
  filedItem,
  itemEnding,
  itemFiling,
  itemQuery,
  itemRepair,
  quarantinedDetails,
  quarantinedPage,
  type CauseList,
  type FiledItem,
  type ItemEnding,
  type ItemFiling,
  type ItemQuery,
  type ItemRepair,
  type QuarantinedDetails,
  type QuarantinedView,
} from './quarantined-items.schemas.js';
import { ReadItem } from './read-item.js';
import { RepairItem } from './repair-item.js';

/** What could not be filed as it came (selvitettävät). Nobody listens to it before it is a recording. */
@ApiTags('quarantined items')
@Controller('quarantined-items')
export class QuarantinedItemsController {
  constructor(
    private readonly listItems: ListItems,
    private readonly readItem: ReadItem,
    private readonly repairItem: RepairItem,
    private readonly fileItem: FileItem,
    private readonly endItem: EndItem,
  ) {}

  @Get()
  @Action('list', 'QuarantinedItem')
  @ApiOkResponse({ standardSchema: quarantinedPage })
  list(
    @Query({ schema: itemQuery }) query: ItemQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<QuarantinedView>> {
    return this.listItems.page(query, requester, permissions);
  }

  @Get('causes')
  @Action('list', 'QuarantinedItem')
  @ApiOkResponse({ standardSchema: causeList })
  causes(@CurrentRequester() requester: Requester, @CurrentPermissions() permissions: Permissions): Promise<CauseList> {
    return this.listItems.causes(requester, permissions);
  }

  @Get(':id')
  @Action('read', 'QuarantinedItem')
  @ApiOkResponse({ standardSchema: quarantinedDetails })
  open(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<QuarantinedDetails> {
    return this.readItem.execute(id, requester, permissions);
  }

  @Patch(':id')
  @HttpCode(204)
  @Action('sort-out', 'QuarantinedItem')
  @ApiNoContentResponse({ description: 'Repaired; whoever may still see it can open it again.' })
  repair(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: itemRepair }) wanted: ItemRepair,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    return this.repairItem.execute(id, wanted, requester, permissions);
  }

  @Post(':id/filing')
  @HttpCode(200)
  @Action('sort-out', 'QuarantinedItem')
  @ApiOkResponse({ standardSchema: filedItem })
  file(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: itemFiling }) wanted: ItemFiling,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<FiledItem> {
    return this.fileItem.execute(id, wanted, requester, permissions);
  }

  @Post(':id/explanation')
  @HttpCode(204)
  @Action('sort-out', 'QuarantinedItem')
  @ApiNoContentResponse({ description: 'The audio of the call is not waited for any more.' })
  explain(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: itemEnding }) { reason }: ItemEnding,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    return this.endItem.execute(id, { kind: 'explained', reason }, requester, permissions);
  }

  @Post(':id/destruction')
  @HttpCode(204)
  @Action('sort-out', 'QuarantinedItem')
  @ApiNoContentResponse({ description: 'Destroyed; its certificate follows.' })
  destroy(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: itemEnding }) { reason }: ItemEnding,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    return this.endItem.execute(id, { kind: 'destroyed', reason }, requester, permissions);
  }
}
