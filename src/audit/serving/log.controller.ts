import { Controller, Get, Header, Param, Query, StreamableFile, UseInterceptors } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { BYTES_BODY, Action } from '../../platform/http/index.js';
import { FollowLog } from './follow-log.js';
import {
  consistencyQuery,
  consistencyView,
  logView,
  tilePath,
  type ConsistencyQuery,
  type ConsistencyView,
  type LogView,
} from './log.schemas.js';
import { NoteFollower } from './note-follower.js';
import { ViewLog } from './view-log.js';

const NOTE = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';

/** The log for those who follow it (c2sp.org/tlog-tiles). */
@ApiTags('audit')
@Controller('audit/log')
@UseInterceptors(NoteFollower)
export class LogController {
  constructor(
    private readonly view: ViewLog,
    private readonly follow: FollowLog,
  ) {}

  @Get()
  @Action('follow', 'AuditLog')
  @ApiOkResponse({ standardSchema: logView })
  state(): Promise<LogView> {
    return this.view.execute();
  }

  @Get('checkpoint')
  @Action('follow', 'AuditLog')
  @Header('content-type', NOTE)
  @ApiProduces(NOTE)
  @ApiOkResponse({ ...BYTES_BODY, description: 'The latest checkpoint: a signed note (c2sp.org/tlog-checkpoint).' })
  checkpoint(): Promise<string> {
    return this.follow.checkpoint();
  }

  @Get('consistency')
  @Action('follow', 'AuditLog')
  @ApiOkResponse({ standardSchema: consistencyView })
  async consistency(@Query({ schema: consistencyQuery }) { from }: ConsistencyQuery): Promise<ConsistencyView> {
    const { hashes, ...proof } = await this.follow.consistency(from);
    return { ...proof, hashes: hashes.map(hash => hash.toString('base64')) };
  }

  @Get('tile/*')
  @Action('follow', 'AuditLog')
  @ApiProduces(BYTES)
  @ApiOkResponse({ ...BYTES_BODY, description: 'A tile of hashes, or (`entries/`) a bundle of events.' })
  async tile(@Param('*', { schema: tilePath }) path: string): Promise<StreamableFile> {
    return new StreamableFile(await this.follow.tile(path), { type: BYTES });
  }
}
