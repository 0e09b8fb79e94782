import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Config } from '../platform/config/index.js';
import { Anyone } from '../platform/http/index.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './demo-accounts.js';

const settings = z.strictObject({
  demo: z.boolean(),
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
    if (!this.config.demo) return { demo: false };
    const accounts = DEMO_ACCOUNTS.map(({ username, grants }) => ({
      username,
      roles: grants.map(grant => grant.role),
    }));
    return { demo: true, accounts, password: DEMO_PASSWORD };
  }
}
