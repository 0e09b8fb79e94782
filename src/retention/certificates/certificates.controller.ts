import { Controller, Get, Header, Headers, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { BYTES_BODY, Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { languageOf, languageQuery, type LanguageQuery } from '../languages.js';
import { ViewRetention } from '../view-retention.js';
import { certificateText } from './certificate-text.js';
import {
  certificatePage,
  certificateQuery,
  certificateView,
  whereabouts,
  whereaboutsQuery,
  type CertificatePage,
  type CertificateQuery,
  type CertificateView,
  type Whereabouts,
  type WhereaboutsQuery,
} from './certificates.schemas.js';
import { FindWhereabouts } from './find-whereabouts.js';
import { ReadCertificates } from './read-certificates.js';

/** What became of calls: certificates, and the answer to "where is it". Each look is an event that is committed first. */
@ApiTags('retention')
@Controller('retention')
export class CertificatesController {
  constructor(
    private readonly read: ReadCertificates,
    private readonly findWhereabouts: FindWhereabouts,
    private readonly views: ViewRetention,
  ) {}

  @Get('certificates')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: certificatePage })
  async list(
    @Query({ schema: certificateQuery }) query: CertificateQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<CertificatePage> {
    const { id, on, queue, run } = query;
    await this.views.record(requester, { id, on, queue, run });
    return this.read.page(query);
  }

  @Get('certificates/:id')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: certificateView })
  async one(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
  ): Promise<CertificateView> {
    await this.views.record(requester, { id });
    return this.read.one(id);
  }

  @Get('certificates/:id.txt')
  @Action('read', 'Retention')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ ...BYTES_BODY, description: 'The certificate for people, in one of the three languages.' })
  async text(
    @Param('id', { schema: format.id }) id: string,
    @Query({ schema: languageQuery }) { language }: LanguageQuery,
    @Headers('accept-language') accepted: string | undefined,
    @CurrentRequester() requester: Requester,
  ): Promise<string> {
    await this.views.record(requester, { id, format: 'text' });
    return certificateText(await this.read.one(id), languageOf(language, accepted));
  }

  @Get('whereabouts')
  @Action('read', 'Retention')
  @ApiOkResponse({ standardSchema: whereabouts })
  async whereabouts(
    @Query({ schema: whereaboutsQuery }) query: WhereaboutsQuery,
    @CurrentRequester() requester: Requester,
  ): Promise<Whereabouts> {
    const { id, on, queue } = query;
    await this.views.record(requester, { view: 'whereabouts', id, on, queue });
    return this.findWhereabouts.execute(query);
  }
}
