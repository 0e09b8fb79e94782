import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { CurrentRequester, SignedIn, type Requester } from '../../platform/http/index.js';
import { ChangePassword } from './change-password.js';
import { OpenLacking } from '../sessions/session-lack.js';
import { passwordChange, type PasswordChange } from '../sessions/sessions.schemas.js';

@ApiTags('identity')
@Controller('me/password')
export class PasswordController {
  constructor(private readonly changePassword: ChangePassword) {}

  @Post()
  @HttpCode(204)
  @SignedIn()
  @OpenLacking('own-password')
  @ApiNoContentResponse()
  async change(
    @Body({ schema: passwordChange }) change: PasswordChange,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.changePassword.execute(change, requester);
  }
}
