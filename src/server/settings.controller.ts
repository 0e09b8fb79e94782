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
    const openId = this.config.openId !== null;
    if (!this.config.demo) return { demo: false, openId };
    const accounts = DEMO_ACCOUNTS.map(({ username, grants }) => ({
      username,
      roles: grants.map(grant => grant.role),
    }));
    return { demo: true, openId, accounts, password: DEMO_PASSWORD };
  }
}
