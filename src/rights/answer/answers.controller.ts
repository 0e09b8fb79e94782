import { Body, Controller, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Action, CurrentRequester, format, FreshSecondFactor, type Requester } from '../../platform/http/index.js';
import { LongWork } from '../../platform/work/index.js';
import * as schemas from './delivery.schemas.js';
import { MakePackage } from './make-package.js';
import { MarkAnswered } from './mark-answered.js';
import { madePackage, newPackage, type MadePackage, type NewPackage } from './package.schemas.js';

/** What a case is answered with, and that it is. */
@ApiTags('rights')
@Controller('rights-requests/:id')
export class AnswersController {
  constructor(
    private readonly makePackage: MakePackage,
    private readonly markAnswered: MarkAnswered,
    private readonly longWork: LongWork,
  ) {}

  @Post('package')
  @Action('handle', 'RightsCase')
  @FreshSecondFactor()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: madePackage })
  pack(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newPackage }) wanted: NewPackage,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<MadePackage> {
    const work = { kind: 'rights-package', ownerId: requester.id, about: id } as const;
    return this.longWork.run(work, reached => this.makePackage.execute(id, wanted, requester, permissions, reached));
  }

  @Post('answering')
  @HttpCode(200)
  @Action('handle', 'RightsCase')
  @ApiOkResponse({ standardSchema: schemas.answered })
  answer(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.newAnswering }) wanted: schemas.NewAnswering,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.Answered> {
    return this.markAnswered.execute(id, wanted, requester, permissions);
  }
}
