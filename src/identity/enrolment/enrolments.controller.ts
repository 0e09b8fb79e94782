import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { actorOf } from '../../audit/index.js';
import { DomainError } from '../../kernel/errors.js';
import { Database } from '../../platform/database/index.js';
import {
  Action,
  CurrentRequester,
  CurrentRules,
  format,
  FreshSecondFactor,
  type Requester,
  type Rules,
} from '../../platform/http/index.js';
import { notOneself } from '../refusals.js';
import { assertStillEntitled } from '../sessions/still-entitled.js';
import { ConfirmEnrolment } from './confirm-enrolment.js';
import { EnrolStaff } from './enrol-staff.js';
import * as schemas from './enrolment.schemas.js';
import { ListEnrolments } from './list-enrolments.js';

/** Both halves of what sets a password; that a person sets it is in `access/people`, since a recovery suspends rights. */
@ApiTags('identity')
@Controller()
export class EnrolmentsController {
  constructor(
    private readonly database: Database,
    private readonly enrolStaff: EnrolStaff,
    private readonly confirmEnrolment: ConfirmEnrolment,
    private readonly enrolments: ListEnrolments,
  ) {}

  @Get('enrolments')
  @Action('confirm', 'Enrolment')
  @ApiOkResponse({ standardSchema: schemas.enrolmentList })
  async list(
    @Query({ schema: schemas.enrolmentQuery }) _: object,
    @CurrentRules() rules: Rules,
  ): Promise<schemas.EnrolmentList> {
    return { items: await this.enrolments.open(rules), nextCursor: null };
  }

  @Post('staff/:id/enrolments')
  @Action('enrol', 'Staff')
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: schemas.enrolmentLink })
  async enrol(
    @Param('id', { schema: format.id }) staffId: string,
    @Body({ schema: schemas.newEnrolment }) wanted: schemas.NewEnrolment,
    @CurrentRequester() requester: Requester,
    @CurrentRules() rules: Rules,
  ): Promise<schemas.EnrolmentLink> {
    const actor = actorOf(requester);
    try {
      if (!rules.allow('enrol', 'Staff', { staffId })) throw notOneself();
      const { id, token, expiresAt } = await this.database.transaction(async em => {
        const link = await this.enrolStaff.execute(em, staffId, wanted, actor);
        await assertStillEntitled(em, requester);
        return link;
      });
      return { id, token, expiresAt: expiresAt.toISOString() };
    } catch (error) {
      if (error instanceof DomainError) await this.enrolStaff.recordRefusal(staffId, wanted, actor, error.code);
      throw error;
    }
  }

  @Post('enrolments/:id/confirmation')
  @HttpCode(200)
  @Action('confirm', 'Enrolment')
  @FreshSecondFactor()
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ standardSchema: schemas.enrolmentCode })
  async confirm(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentRules() rules: Rules,
  ): Promise<schemas.EnrolmentCode> {
    const may = (facts: { staffId: string; createdBy: string }) => rules.allow('confirm', 'Enrolment', facts);
    const { code, expiresAt } = await this.confirmEnrolment.execute(id, actorOf(requester), may, { requester });
    return { code, expiresAt: expiresAt.toISOString() };
  }
}
