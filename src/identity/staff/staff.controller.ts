import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { actorOf } from '../../audit/index.js';
import { Database } from '../../platform/database/index.js';
import {
  Action,
  CurrentRequester,
  CurrentRules,
  format,
  type Page,
  type Requester,
  type Rules,
} from '../../platform/http/index.js';
import { notOneself } from '../refusals.js';
import { ChangeStaff } from './change-staff.js';
import { CreateStaff } from './create-staff.js';
import { ListStaff } from './list-staff.js';
import * as schemas from './staff.schemas.js';

@ApiTags('identity')
@Controller('staff')
export class StaffController {
  constructor(
    private readonly database: Database,
    private readonly staff: ListStaff,
    private readonly createStaff: CreateStaff,
    private readonly changeStaff: ChangeStaff,
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
    @CurrentRules() rules: Rules,
  ): Promise<schemas.StaffView> {
    const { id } = await this.database.transaction(em => this.createStaff.execute(em, person, actorOf(requester)));
    return this.staff.one(id, rules);
  }

  @Get(':id')
  @Action('read', 'Staff')
  @ApiOkResponse({ standardSchema: schemas.staffView })
  one(@Param('id', { schema: format.id }) id: string, @CurrentRules() rules: Rules): Promise<schemas.StaffView> {
    return this.staff.one(id, rules);
  }

  /** Whose calls somebody hears as their own follows the extension and the directory id: nobody corrects their own. */
  @Patch(':id')
  @Action('change', 'Staff')
  @ApiOkResponse({ standardSchema: schemas.staffView })
  async change(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.staffChanges }) changes: schemas.StaffChanges,
    @CurrentRequester() requester: Requester,
    @CurrentRules() rules: Rules,
  ): Promise<schemas.StaffView> {
    if (!rules.allow('change', 'Staff', { staffId: id })) throw notOneself();
    await this.changeStaff.execute(id, changes, actorOf(requester));
    return this.staff.one(id, rules);
  }
}
