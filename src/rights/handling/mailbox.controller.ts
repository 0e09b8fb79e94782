import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import {
  mailboxState,
  mailboxTestView,
  newMailboxTest,
  testQuery,
  type MailboxState,
  type MailboxTestView,
  type NewMailboxTest,
  type TestQuery,
} from './mailbox.schemas.js';
import { MailboxTests } from './mailbox-tests.js';

/** Whether requests that are sent to their mailbox arrive. */
@ApiTags('rights')
@Controller('rights-mailbox/tests')
export class MailboxController {
  constructor(private readonly tests: MailboxTests) {}

  @Post()
  @Action('handle', 'RightsCase')
  @ApiCreatedResponse({ standardSchema: mailboxTestView })
  record(
    @Body({ schema: newMailboxTest }) wanted: NewMailboxTest,
    @CurrentRequester() requester: Requester,
  ): Promise<MailboxTestView> {
    return this.tests.record(wanted, requester);
  }

  @Get()
  @Action('list', 'RightsCase')
  @ApiOkResponse({ standardSchema: mailboxState })
  list(@Query({ schema: testQuery }) query: TestQuery): Promise<MailboxState> {
    return this.tests.list(query);
  }
}
