import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { Deliver } from './deliver.js';
import * as schemas from './delivery.schemas.js';
import { EndDelivery } from './end-delivery.js';
import { ListDeliveries } from './list-deliveries.js';

/** How packages and letters of a case are sent, or left to be fetched. */
@ApiTags('rights')
@Controller('rights-requests/:id/deliveries')
export class DeliveriesController {
  constructor(
    private readonly deliver: Deliver,
    private readonly deliveries: ListDeliveries,
    private readonly endDelivery: EndDelivery,
  ) {}

  @Post()
  @Action('handle', 'RightsCase')
  @FreshSecondFactor()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: schemas.madeDelivery })
  send(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.newDelivery }) wanted: schemas.NewDelivery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.MadeDelivery> {
    return this.deliver.execute(id, wanted, requester, permissions);
  }

  @Get()
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: schemas.deliveryList })
  list(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.DeliveryList> {
    return this.deliveries.execute(id, requester, permissions);
  }

  @Post(':deliveryId/ending')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: schemas.endedDelivery })
  end(
    @Param('id', { schema: format.id }) id: string,
    @Param('deliveryId', { schema: format.id }) deliveryId: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.EndedDelivery> {
    return this.endDelivery.execute(id, deliveryId, requester, permissions);
  }
}
