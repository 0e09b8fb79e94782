import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, format, type Page, type Requester } from '../../platform/http/index.js';
import type { Permissions } from '../access.js';
import { CurrentPermissions } from '../current-permissions.js';
import { DecideReview } from './decide-review.js';
import { ReadReviews } from './read-reviews.js';
import { ReassignReview } from './reassign-review.js';
import * as schemas from './reviews.schemas.js';

@ApiTags('access')
@Controller('access-reviews')
export class ReviewsController {
  constructor(
    private readonly readReviews: ReadReviews,
    private readonly decideReview: DecideReview,
    private readonly reassignReview: ReassignReview,
  ) {}

  @Get()
  @Action('list', 'AccessReview')
  @ApiOkResponse({ standardSchema: schemas.reviewPage })
  list(
    @Query({ schema: schemas.reviewQuery }) query: schemas.ReviewQuery,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<Page<schemas.ReviewItemView>> {
    return this.readReviews.page(query, permissions);
  }

  @Get(':id')
  @Action('list', 'AccessReview')
  @ApiOkResponse({ standardSchema: schemas.reviewView })
  one(
    @Param('id', { schema: format.id }) id: string,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.ReviewView> {
    return this.readReviews.one(id, permissions);
  }

  @Post(':id/decisions')
  @HttpCode(200)
  @Action('decide', 'AccessReview')
  @ApiOkResponse({ standardSchema: schemas.reviewView })
  async decide(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.reviewDecisions }) { decisions }: schemas.ReviewDecisions,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.ReviewView> {
    await this.decideReview.execute(id, decisions, requester, permissions);
    return this.readReviews.one(id, permissions);
  }

  @Put(':id/reviewer')
  @Action('reassign', 'AccessReview')
  @ApiOkResponse({ standardSchema: schemas.reviewView })
  async reassign(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: schemas.namedReviewer }) { reviewerId }: schemas.NamedReviewer,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<schemas.ReviewView> {
    await this.reassignReview.execute(id, reviewerId, requester, permissions);
    return this.readReviews.one(id, permissions);
  }
}
