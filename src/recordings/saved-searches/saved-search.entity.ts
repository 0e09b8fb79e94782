import { defineEntity, p } from '@mikro-orm/core';
import type { SavedFilters } from './saved-searches.schemas.js';

const schema = defineEntity({
  name: 'SavedSearch',
  tableName: 'saved_search',
  uniques: [{ name: 'saved_search_name', properties: ['staffId', 'name'] }],
  properties: {
    id: p.uuid().primary(),
    staffId: p.uuid(),
    name: p.text(),
    filters: p.json<SavedFilters>(),
    savedAt: p.datetime(3),
  },
});

/** Filters of the list that a person has named and keeps for themselves. None of them is about a caller. */
export class SavedSearch extends schema.class {}

schema.setClass(SavedSearch);
