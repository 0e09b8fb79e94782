import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import type { SavedSearch } from './saved-search.entity.js';
import { SavedSearches } from './saved-searches.js';
import {
  newSavedSearch,
  savedSearchList,
  savedSearchView,
  type NewSavedSearch,
  type SavedSearchList,
  type SavedSearchView,
} from './saved-searches.schemas.js';

@ApiTags('recordings')
@Controller('me/saved-searches')
export class SavedSearchesController {
  constructor(private readonly searches: SavedSearches) {}

  @Get()
  @Action('list', 'Recording')
  @ApiOkResponse({ standardSchema: savedSearchList })
  async list(@CurrentRequester() requester: Requester): Promise<SavedSearchList> {
    const items = await this.searches.list(requester);
    return { items: items.map(viewOf), nextCursor: null };
  }

  @Post()
  @Action('list', 'Recording')
  @ApiCreatedResponse({ standardSchema: savedSearchView })
  async save(
    @Body({ schema: newSavedSearch }) wanted: NewSavedSearch,
    @CurrentRequester() requester: Requester,
  ): Promise<SavedSearchView> {
    return viewOf(await this.searches.save(wanted, requester));
  }

  @Delete(':id')
  @HttpCode(204)
  @Action('list', 'Recording')
  @ApiNoContentResponse({ description: 'It is kept no more.' })
  async remove(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.searches.remove(id, requester);
  }
}

function viewOf({ id, name, filters }: SavedSearch): SavedSearchView {
  return { id, name, filters };
}
