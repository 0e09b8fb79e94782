import { Body, Controller, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import {
  enrolledView,
  enrolmentCompletion,
  type EnrolledView,
  type EnrolmentCompletion,
} from '../../identity/index.js';
import { Action, Anyone, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { CurrentPermissions } from '../current-permissions.js';
import { CompleteEnrolmentOfPerson } from './complete-enrolment-of-person.js';
import { DeactivatePerson } from './deactivate-person.js';
import { personReason, type PersonReason } from './people.schemas.js';
import { ReactivatePerson } from './reactivate-person.js';

/** What changes who a person is to the house and what they may do in one step. */
@ApiTags('access')
@Controller()
export class PeopleController {
  constructor(
    private readonly completeEnrolment: CompleteEnrolmentOfPerson,
    private readonly deactivatePerson: DeactivatePerson,
    private readonly reactivatePerson: ReactivatePerson,
  ) {}

  @Post('enrolments/completion')
  @HttpCode(200)
  @Anyone()
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ standardSchema: enrolledView })
  complete(
    @Body({ schema: enrolmentCompletion }) completion: EnrolmentCompletion,
    @Req() request: FastifyRequest,
  ): Promise<EnrolledView> {
    return this.completeEnrolment.execute(completion, request.ip);
  }

  @Post('staff/:id/deactivation')
  @HttpCode(204)
  @Action('deactivate', 'Staff')
  @ApiNoContentResponse()
  async deactivate(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: personReason }) { reason }: PersonReason,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    await this.deactivatePerson.execute(id, reason, requester, permissions);
  }

  @Post('staff/:id/reactivation')
  @HttpCode(204)
  @Action('reactivate', 'Staff')
  @ApiNoContentResponse()
  async reactivate(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: personReason }) { reason }: PersonReason,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    await this.reactivatePerson.execute(id, reason, requester, permissions);
  }
}
