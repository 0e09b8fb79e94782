import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Config } from '../platform/config/index.js';
import { Anyone } from '../platform/http/index.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.js';

const settings = z.strictObject({
  demo: z.boolean(),
  /** Whether people may sign in at the organisation's identity provider. */
  openId: z.boolean(),
  /** Who answers for the register and takes feedback about the service; null where it is not set. */
  controller: z.strictObject({ name: z.string(), lines: z.array(z.string()) }).nullable(),
  /** In the demo alone: accounts to try, all with the same password. */
  accounts: z.array(z.strictObject({ username: z.string(), roles: z.array(z.string()) })).optional(),
  password: z.string().optional(),
});
type Settings = z.infer<typeof settings>;

/** What the client must know before anybody has signed in. */
@ApiTags('operations')
@Controller('settings')
export class SettingsController {
  constructor(private readonly config: Config) {}

  @Get()
  @Anyone()
  @ApiOkResponse({ standardSchema: settings })
  read(): Settings {
    const contact = this.config.contacts.controller;
    const controller = contact && { name: contact.name, lines: [...contact.lines] };
    const common = { openId: this.config.openId !== null, controller };
    if (!this.config.demo) return { demo: false, ...common };
    const accounts = DEMO_ACCOUNTS.map(({ username, grants }) => ({
      username,
      roles: grants.map(grant => grant.role),
    }));
    return { demo: true, ...common, accounts, password: DEMO_PASSWORD };
  }
}
