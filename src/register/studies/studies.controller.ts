import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { Clock } from '../../kernel/clock.js';
import { BYTES_BODY, Action, CurrentRequester, type Requester } from '../../platform/http/index.js';
import { pdfBody } from '../papers/pdf-answer.js';
import { studyCsv } from './study-csv.js';
import { studyPaper } from './study-paper.js';
import {
  serviceLevelStudy,
  studyPaperQuery,
  studyQuery,
  type ServiceLevelStudy,
  type StudyPaperQuery,
  type StudyQuery,
} from './study.schemas.js';
import { ViewStudy } from './view-study.js';

/** Studies of service levels, without listening (privacy notice §5). */
@ApiTags('register')
@Controller('studies')
export class StudiesController {
  constructor(
    private readonly view: ViewStudy,
    private readonly clock: Clock,
  ) {}

  @Get('service-levels')
  @Action('read', 'ServiceLevelStudy')
  @ApiOkResponse({ standardSchema: serviceLevelStudy })
  read(
    @Query({ schema: studyQuery }) query: StudyQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<ServiceLevelStudy> {
    return this.view.execute(query, 'page', requester, permissions);
  }

  @Get('service-levels.csv')
  @Action('read', 'ServiceLevelStudy')
  @ApiProduces('text/csv')
  @ApiOkResponse({ ...BYTES_BODY, description: 'A record for each group, and one for all.' })
  async csv(
    @Query({ schema: studyQuery }) query: StudyQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const study = await this.view.execute(query, 'csv', requester, permissions);
    send(reply, 'text/csv; charset=utf-8; header=present', `${nameOf(study)}.csv`, studyCsv(study));
  }

  @Get('service-levels.pdf')
  @Action('read', 'ServiceLevelStudy')
  @ApiProduces('application/pdf')
  @ApiOkResponse(pdfBody)
  async pdf(
    @Query({ schema: studyPaperQuery }) { language, ...query }: StudyPaperQuery,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const study = await this.view.execute(query, 'pdf', requester, permissions);
    send(
      reply,
      'application/pdf',
      `${nameOf(study)}-${language}.pdf`,
      await studyPaper(study, language, this.clock.now()),
    );
  }
}

function nameOf({ from, through, group }: ServiceLevelStudy): string {
  return `palvelutasotutkimus-${group}-${from}-${through}`;
}

function send(reply: FastifyReply, contentType: string, name: string, content: string | Buffer): void {
  void reply
    .header('content-type', contentType)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(content);
}
