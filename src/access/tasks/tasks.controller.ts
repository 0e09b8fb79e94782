import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentRequester, CurrentRules, SignedIn, type Requester, type Rules } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { CurrentPermissions } from '../current-permissions.js';
import { ReadTasks } from './read-tasks.js';
import { tasks, type Tasks } from './tasks.schemas.js';

@ApiTags('me')
@Controller('tasks')
export class TasksController {
  constructor(private readonly readTasks: ReadTasks) {}

  @Get()
  @SignedIn()
  @ApiOkResponse({ standardSchema: tasks })
  read(
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
    @CurrentRules() rules: Rules,
  ): Promise<Tasks> {
    return this.readTasks.execute(requester, permissions, rules);
  }
}
