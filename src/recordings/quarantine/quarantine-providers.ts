import type { Provider, Type } from '@nestjs/common';
import { DestroyedItems } from './destroyed-items.js';
import { EndItem } from './end-item.js';
import { FileItem } from './file-item.js';
import { PrepareItem } from './item-to-file.js';
import { ListItems } from './list-items.js';
import { ManyItemsController } from './many-items.controller.js';
import { MendCall } from './mend-call.js';
import { QuarantinedItemsController } from './quarantined-items.controller.js';
import { ReadItem } from './read-item.js';
import { RepairItem } from './repair-item.js';
import { ReplayQuarantine } from './replay-quarantine.js';
import { SortOutMany } from './sort-out-many.js';

/** What the module provides to sort out what waits, and the routes. */
export const QUARANTINE_PROVIDERS: Provider[] = [
  ...[ListItems, ReadItem, MendCall, RepairItem, PrepareItem, FileItem],
  ...[EndItem, SortOutMany, DestroyedItems, ReplayQuarantine],
];

export const QUARANTINE_CONTROLLERS: Type[] = [QuarantinedItemsController, ManyItemsController];
