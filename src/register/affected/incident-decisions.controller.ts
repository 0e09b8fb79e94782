import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { DecideNotification } from './decide-notification.js';
import {
  incidentView,
  newCommunication,
  newNotification,
  notificationDecision,
  type IncidentView,
  type NewCommunication,
  type NewNotification,
  type NotificationDecision,
} from './incidents.schemas.js';
import { ReadIncidents } from './read-incidents.js';
import { RecordCommunication } from './record-communication.js';
import { RecordNotification } from './record-notification.js';

/** Who is told of a breach: the authority (GDPR art. 33), and the people (art. 34). */
@ApiTags('register')
@Controller('incidents/:id')
export class IncidentDecisionsController {
  constructor(
    private readonly readIncidents: ReadIncidents,
    private readonly recordNotification: RecordNotification,
    private readonly decideNotification: DecideNotification,
    private readonly recordCommunication: RecordCommunication,
  ) {}

  @Post('notification')
  @HttpCode(200)
  @Action('handle', 'Incident')
  @ApiOkResponse({ standardSchema: incidentView })
  async notify(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newNotification }) wanted: NewNotification,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<IncidentView> {
    await this.recordNotification.execute(id, wanted, requester, permissions);
    return this.readIncidents.view(id, permissions);
  }

  @Post('notification/decision')
  @HttpCode(200)
  @Action('confirm', 'Incident')
  @FreshSecondFactor()
  @ApiOkResponse({ standardSchema: incidentView })
  async decide(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: notificationDecision }) decision: NotificationDecision,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<IncidentView> {
    await this.decideNotification.execute(id, decision, requester, permissions);
    return this.readIncidents.view(id, permissions);
  }

  @Post('communication')
  @HttpCode(200)
  @Action('handle', 'Incident')
  @ApiOkResponse({ standardSchema: incidentView })
  async communicate(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newCommunication }) wanted: NewCommunication,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<IncidentView> {
    await this.recordCommunication.execute(id, wanted, requester, permissions);
    return this.readIncidents.view(id, permissions);
  }
}
