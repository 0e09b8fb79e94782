import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import {
  Action,
  CurrentRequester,
  format,
  FreshSecondFactor,
  type Page,
  type Requester,
} from '../../platform/http/index.js';
import { ConfirmErasure } from './confirm-erasure.js';
import { EndErasure } from './end-erasure.js';
import {
  erasureItem,
  erasurePage,
  erasureQuery,
  erasureRefusal,
  erasureView,
  newErasure,
  type ErasureItem,
  type ErasureQuery,
  type ErasureRefusal,
  type ErasureView,
  type NewErasure,
} from './erasures.schemas.js';
import { ReadErasures } from './read-erasures.js';
import { RequestErasure } from './request-erasure.js';

const nothing = z.strictObject({});

@ApiTags('retention')
@Controller()
export class ErasuresController {
  constructor(
    private readonly requestErasure: RequestErasure,
    private readonly confirmErasure: ConfirmErasure,
    private readonly endErasure: EndErasure,
    private readonly readErasures: ReadErasures,
  ) {}

  @Post('recordings/:id/erasure')
  @Action('erase', 'Recording')
  @ApiCreatedResponse({ standardSchema: erasureItem })
  async ofRecording(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newErasure }) wanted: NewErasure,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ErasureItem> {
    const erasure = await this.requestErasure.execute({ kind: 'recording', id }, wanted, requester, permissions);
    return this.readErasures.shown(erasure.id, permissions);
  }

  @Post('contacts/:id/erasure')
  @Action('erase', 'Recording')
  @ApiCreatedResponse({ standardSchema: erasureItem })
  async ofContact(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newErasure }) wanted: NewErasure,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ErasureItem> {
    const erasure = await this.requestErasure.execute({ kind: 'contact', id }, wanted, requester, permissions);
    return this.readErasures.shown(erasure.id, permissions);
  }

  @Get('erasures')
  @Action('list', 'Erasure')
  @ApiOkResponse({ standardSchema: erasurePage })
  list(
    @Query({ schema: erasureQuery }) query: ErasureQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<ErasureItem>> {
    return this.readErasures.page(query, requester, permissions);
  }

  @Get('erasures/:id')
  @Action('list', 'Erasure')
  @ApiOkResponse({ standardSchema: erasureView })
  open(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ErasureView> {
    return this.readErasures.open(id, requester, permissions);
  }

  @Post('erasures/:id/confirmation')
  @HttpCode(200)
  @Action('decide', 'Erasure')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: erasureItem })
  async confirm(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: nothing }) _: z.output<typeof nothing>,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ErasureItem> {
    const erasure = await this.confirmErasure.execute(id, requester, permissions);
    return this.readErasures.shown(erasure.id, permissions);
  }

  @Post('erasures/:id/refusal')
  @HttpCode(200)
  @Action('decide', 'Erasure')
  @ApiOkResponse({ standardSchema: erasureItem })
  async refuse(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: erasureRefusal }) { reason }: ErasureRefusal,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ErasureItem> {
    await this.endErasure.execute(id, { state: 'refused', reason }, requester, permissions);
    return this.readErasures.shown(id, permissions);
  }

  @Post('erasures/:id/withdrawal')
  @HttpCode(200)
  @Action('withdraw', 'Erasure')
  @ApiOkResponse({ standardSchema: erasureItem })
  async withdraw(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ErasureItem> {
    await this.endErasure.execute(id, { state: 'withdrawn' }, requester, permissions);
    return this.readErasures.shown(id, permissions);
  }
}
