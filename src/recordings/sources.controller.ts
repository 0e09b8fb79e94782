import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { actorOf, AuditTrail } from '../audit/index.js';
import { Database } from '../platform/database/index.js';
import { Action, CurrentRequester, format, type Requester } from '../platform/http/index.js';
import { SOURCE_NAME } from './ingest/metadata.schemas.js';
import { Source } from './source.entity.js';

const sourceName = z.string().regex(SOURCE_NAME, 'must be a source name: small letters, digits, . _ -');

const sourceSettings = z.strictObject({
  /** Takes structured identity codes and patients; off unless the register needs them (privacy notice §6). */
  keepsIdentityCodes: z.boolean(),
  /** The announcement that plays to callers by plan; null: none is planned. */
  notice: z.strictObject({ version: format.line(40), language: z.string().regex(/^[a-z]{2}$/) }).nullable(),
  /** How many days the source keeps its own copy (privacy notice §12); certificates say so. null: it has not said. */
  keepsDays: z.int().min(0).max(36_500).nullable().default(null),
});
type SourceSettings = z.output<typeof sourceSettings>;

const sourceView = sourceSettings.extend({ name: z.string() });
type SourceView = z.infer<typeof sourceView>;
const sourceList = z.strictObject({ items: z.array(sourceView), nextCursor: z.null() });

/** Where recordings come from and what may be taken from there. */
@ApiTags('sources')
@Controller('sources')
export class SourcesController {
  constructor(
    private readonly database: Database,
    private readonly trail: AuditTrail,
  ) {}

  @Get()
  @Action('list', 'Source')
  @ApiOkResponse({ standardSchema: sourceList })
  async list(): Promise<{ items: SourceView[]; nextCursor: null }> {
    const sources = await this.database.entities().find(Source, {}, { orderBy: { name: 'asc' } });
    return { items: sources.map(viewOf), nextCursor: null };
  }

  @Put(':name')
  @Action('change', 'Source')
  @ApiOkResponse({ standardSchema: sourceView })
  async change(
    @Param('name', { schema: sourceName }) name: string,
    @Body({ schema: sourceSettings }) settings: SourceSettings,
    @CurrentRequester() requester: Requester,
  ): Promise<SourceView> {
    const { keepsIdentityCodes, notice, keepsDays } = settings;
    const row = {
      name,
      keepsIdentityCodes,
      noticeVersion: notice?.version ?? '',
      noticeLanguage: notice?.language ?? '',
      keepsDays,
    };
    await this.database.transaction(async em => {
      await em.upsert(Source, row);
      const object = { kind: 'source', id: name };
      await this.trail.record(em, { action: 'source.changed', actor: actorOf(requester), object, facts: settings });
    });
    return { name, ...settings };
  }
}

function viewOf({ name, keepsIdentityCodes, noticeVersion, noticeLanguage, keepsDays }: Source): SourceView {
  const notice = noticeVersion === '' ? null : { version: noticeVersion, language: noticeLanguage };
  return { name, keepsIdentityCodes, notice, keepsDays: keepsDays ?? null };
}
