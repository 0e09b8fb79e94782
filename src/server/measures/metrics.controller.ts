import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { BYTES_BODY, Action } from '../../platform/http/index.js';
import { Metrics } from './metrics.js';

/** Measures for a monitoring system, which has a service account of its own. */
@ApiTags('operations')
@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get('metrics')
  @Action('read', 'Metrics')
  @ApiProduces('text/plain')
  @ApiOkResponse({ ...BYTES_BODY, description: 'The text format of Prometheus; each instance answers for itself.' })
  async scrape(@Res() reply: FastifyReply): Promise<void> {
    const measured = await this.metrics.scrape();
    void reply.header('content-type', this.metrics.contentType).header('cache-control', 'no-store').send(measured);
  }
}
