import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Anyone } from '../../platform/http/index.js';
import { CompleteEnrolment } from './complete-enrolment.js';
import {
  enrolledView,
  enrolmentCompletion,
  type EnrolledView,
  type EnrolmentCompletion,
} from '../staff/staff.schemas.js';

@ApiTags('identity')
@Controller('enrolments')
export class EnrolmentsController {
  constructor(private readonly completeEnrolment: CompleteEnrolment) {}

  @Post('completion')
  @HttpCode(200)
  @Anyone()
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ standardSchema: enrolledView })
  complete(
    @Body({ schema: enrolmentCompletion }) completion: EnrolmentCompletion,
    @Req() request: FastifyRequest,
  ): Promise<EnrolledView> {
    return this.completeEnrolment.execute(completion, request.ip);
  }
}
