import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import {
  Action,
  CurrentRequester,
  format,
  FreshSecondFactor,
  type Page,
  type Requester,
} from '../../platform/http/index.js';
import { DecideTrainingCopy } from './decide-training-copy.js';
import { ReadTrainingCopies } from './read-training-copies.js';
import { ReleaseTrainingCopy } from './release-training-copy.js';
import { RequestTrainingCopy } from './request-training-copy.js';
import {
  copyApproval,
  copyItem,
  copyPage,
  copyQuery,
  copyRefusal,
  copyView,
  newTrainingCopy,
  type CopyApproval,
  type CopyItem,
  type CopyQuery,
  type CopyRefusal,
  type CopyView,
  type NewTrainingCopy,
} from './training-copies.schemas.js';

@ApiTags('retention')
@Controller()
export class TrainingCopiesController {
  constructor(
    private readonly requestCopy: RequestTrainingCopy,
    private readonly decideCopy: DecideTrainingCopy,
    private readonly releaseCopy: ReleaseTrainingCopy,
    private readonly readCopies: ReadTrainingCopies,
  ) {}

  @Post('recordings/:id/training-copies')
  @Action('copy-for-training', 'Recording')
  @ApiCreatedResponse({ standardSchema: copyItem })
  async request(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newTrainingCopy }) wanted: NewTrainingCopy,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CopyItem> {
    const request = await this.requestCopy.execute(id, wanted, requester, permissions);
    return this.readCopies.shown(request.id, permissions);
  }

  @Get('training-copies')
  @Action('list', 'TrainingCopy')
  @ApiOkResponse({ standardSchema: copyPage })
  list(
    @Query({ schema: copyQuery }) query: CopyQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<CopyItem>> {
    return this.readCopies.page(query, requester, permissions);
  }

  @Get('training-copies/:id')
  @Action('list', 'TrainingCopy')
  @ApiOkResponse({ standardSchema: copyView })
  open(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CopyView> {
    return this.readCopies.open(id, requester, permissions);
  }

  @Post('training-copies/:id/approval')
  @HttpCode(200)
  @Action('decide', 'TrainingCopy')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: copyItem })
  async approve(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: copyApproval }) approval: CopyApproval,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CopyItem> {
    await this.decideCopy.approve(id, approval, requester, permissions);
    return this.readCopies.shown(id, permissions);
  }

  @Post('training-copies/:id/refusal')
  @HttpCode(200)
  @Action('decide', 'TrainingCopy')
  @ApiOkResponse({ standardSchema: copyItem })
  async refuse(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: copyRefusal }) { reason }: CopyRefusal,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CopyItem> {
    await this.decideCopy.refuse(id, reason, requester, permissions);
    return this.readCopies.shown(id, permissions);
  }

  @Post('training-copies/:id/release')
  @HttpCode(200)
  @Action('release', 'TrainingCopy')
  @ApiOkResponse({ standardSchema: copyItem })
  async release(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<CopyItem> {
    await this.releaseCopy.execute(id, requester, permissions);
    return this.readCopies.shown(id, permissions);
  }
}
