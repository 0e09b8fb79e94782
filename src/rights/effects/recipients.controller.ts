import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Database } from '../../platform/database/index.js';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import {
  newNotice,
  portabilityView,
  recipientsView,
  type NewNotice,
  type PortabilityView,
  type RecipientsView,
} from './effects.schemas.js';
import { FindRecipients } from './find-recipients.js';
import { ReadEffects } from './read-effects.js';
import { Recipients } from './recipients.js';
import { ViewPortability } from './view-portability.js';

/** Whom recordings of a case went to (GDPR art. 19), and what of them is portable (art. 20). */
@ApiTags('rights')
@Controller('rights-requests/:id')
export class RecipientsController {
  constructor(
    private readonly database: Database,
    private readonly read: ReadEffects,
    private readonly find: FindRecipients,
    private readonly recipients: Recipients,
    private readonly viewPortability: ViewPortability,
  ) {}

  @Get('recipients')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: recipientsView })
  async list(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RecipientsView> {
    await this.read.readable(id, requester, permissions);
    return this.#view(id);
  }

  @Post('recipient-notices')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: recipientsView })
  async note(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newNotice }) notice: NewNotice,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RecipientsView> {
    await this.recipients.note(id, notice, requester, permissions);
    return this.#view(id);
  }

  @Post('recipients-notified')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: recipientsView })
  async complete(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<RecipientsView> {
    await this.recipients.complete(id, requester, permissions);
    return this.#view(id);
  }

  @Get('portability')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: portabilityView })
  async portability(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<PortabilityView> {
    await this.read.readable(id, requester, permissions);
    return this.viewPortability.execute();
  }

  async #view(id: string): Promise<RecipientsView> {
    const items = await this.find.of(this.database.entities(), id);
    return { items, complete: items.every(({ notice }) => notice !== null) };
  }
}
