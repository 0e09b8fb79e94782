import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { CurrentPermissions } from '../current-permissions.js';
import * as schemas from './duties.schemas.js';
import type { DutyChange } from './duty-change.entity.js';
import { EnterDuties } from './enter-duties.js';
import { ForeseeDuties } from './foresee-duties.js';
import { ReadDuties } from './read-duties.js';
import { WithdrawDuties } from './withdraw-duties.js';

@ApiTags('access')
@Controller()
export class DutiesController {
  constructor(
    private readonly readDuties: ReadDuties,
    private readonly enterDuties: EnterDuties,
    private readonly foreseeDuties: ForeseeDuties,
    private readonly withdrawDuties: WithdrawDuties,
  ) {}

  @Get('staff/:id/duties')
  @Action('list', 'DutyChange')
  @ApiOkResponse({ standardSchema: schemas.dutiesView })
  list(@Param('id', { schema: format.id }) id: string): Promise<schemas.DutiesView> {
    return this.readDuties.ofStaff(id);
  }

  @Post('staff/:id/duties')
  @HttpCode(200)
  @Action('enter', 'DutyChange')
  @ApiOkResponse({ standardSchema: schemas.enteredDuties })
  async enter(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.newDuties }) wanted: schemas.NewDuties,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.EnteredDuties> {
    const change = await this.enterDuties.execute(id, wanted, requester, permissions);
    return this.#answer(change);
  }

  /** Only says what would happen. */
  @Post('staff/:id/duties/preview')
  @HttpCode(200)
  @Action('enter', 'DutyChange')
  @ApiOkResponse({ standardSchema: schemas.foreseenDuties })
  foresee(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.wishedDuties }) wished: schemas.WishedDuties,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.ForeseenDuties> {
    return this.foreseeDuties.execute(id, wished, permissions);
  }

  @Post('duty-changes/:id/withdrawal')
  @HttpCode(200)
  @Action('enter', 'DutyChange')
  @ApiOkResponse({ standardSchema: schemas.enteredDuties })
  async withdraw(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.withdrawal }) { reason }: schemas.Withdrawal,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.EnteredDuties> {
    const change = await this.withdrawDuties.execute(id, reason, requester, permissions);
    return this.#answer(change);
  }

  async #answer(change: DutyChange | null): Promise<schemas.EnteredDuties> {
    const [view] = await this.readDuties.views(change ? [change] : []);
    return { change: view ?? null };
  }
}
