import { Controller, Get, Header, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentRequester, FreshSecondFactor, SignedIn, type Requester } from '../../platform/http/index.js';
import { OwnRecoveryCodes } from './own-recovery-codes.js';
import {
  recoveryCodeList,
  recoveryCodesState,
  type RecoveryCodeList,
  type RecoveryCodesState,
} from './second-factor.schemas.js';

@ApiTags('identity')
@Controller('me/recovery-codes')
export class RecoveryCodesController {
  constructor(private readonly codes: OwnRecoveryCodes) {}

  @Get()
  @SignedIn()
  @ApiOkResponse({ standardSchema: recoveryCodesState })
  state(@CurrentRequester() requester: Requester): Promise<RecoveryCodesState> {
    return this.codes.state(requester);
  }

  @Post()
  @SignedIn()
  @FreshSecondFactor()
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: recoveryCodeList })
  async create(@CurrentRequester() requester: Requester): Promise<RecoveryCodeList> {
    return { codes: await this.codes.create(requester) };
  }
}
