import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { actorOf } from '../../audit/index.js';
import { Database } from '../../platform/database/index.js';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import { CreateStaff } from './create-staff.js';
import { DeactivateStaff } from './deactivate-staff.js';
import { EnrolStaff } from '../enrolment/enrol-staff.js';
import { ListStaff } from './list-staff.js';
import * as schemas from './staff.schemas.js';

@ApiTags('identity')
@Controller('staff')
export class StaffController {
  constructor(
    private readonly database: Database,
    private readonly staff: ListStaff,
    private readonly createStaff: CreateStaff,
    private readonly enrolStaff: EnrolStaff,
    private readonly deactivateStaff: DeactivateStaff,
  ) {}

  @Get()
  @Action('list', 'Staff')
  @ApiOkResponse({ standardSchema: schemas.staffPage })
  list(@Query({ schema: schemas.staffQuery }) filters: schemas.StaffFilters): Promise<Page<schemas.StaffItem>> {
    return this.staff.page(filters);
  }

  @Post('searches')
  @HttpCode(200)
  @Action('list', 'Staff')
  @ApiOkResponse({ standardSchema: schemas.staffPage })
  search(@Body({ schema: schemas.staffSearch }) filters: schemas.StaffFilters): Promise<Page<schemas.StaffItem>> {
    return this.staff.page(filters);
  }

  @Post()
  @Action('create', 'Staff')
  @ApiCreatedResponse({ standardSchema: schemas.staffView })
  async create(
    @Body({ schema: schemas.newStaff }) person: schemas.NewStaff,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.StaffView> {
    const { id } = await this.database.transaction(em => this.createStaff.execute(em, person, actorOf(requester)));
    return this.staff.one(id);
  }

  @Get(':id')
  @Action('read', 'Staff')
  @ApiOkResponse({ standardSchema: schemas.staffView })
  one(@Param('id', { schema: format.id }) id: string): Promise<schemas.StaffView> {
    return this.staff.one(id);
  }

  @Post(':id/enrolments')
  @Action('enrol', 'Staff')
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: schemas.enrolmentLink })
  async enrol(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
  ): Promise<schemas.EnrolmentLink> {
    const { token, expiresAt } = await this.database.transaction(em =>
      this.enrolStaff.execute(em, id, actorOf(requester)),
    );
    return { token, expiresAt: expiresAt.toISOString() };
  }

  @Post(':id/deactivation')
  @HttpCode(204)
  @Action('deactivate', 'Staff')
  @ApiNoContentResponse()
  async deactivate(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.deactivation }) { reason }: schemas.Deactivation,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.deactivateStaff.execute(id, reason, requester);
  }
}
