import { AwaitAudio } from './await-audio.js';
import { AwaitedNames } from './awaited-names.js';
import { BringCall } from './bring-call.js';
import { DocumentProgress } from './document-progress.js';
import { ExplainCall } from './explain-call.js';
import { FileTakers } from './file-takers.js';
import { InboxClaims } from './inbox-claims.js';
import { KeepUnread } from './keep-unread.js';
import { KeepUnsorted } from './keep-unsorted.js';
import { KeyedNames } from './keyed-names.js';
import { LetGoFile } from './let-go-file.js';
import { PassFiles } from './pass-files.js';
import { SweepInbox } from './sweep-inbox.js';
import { TakeAudio } from './take-audio.js';
import { TakeDescribed } from './take-described.js';
import { TakeDocument } from './take-document.js';
import { TellItem } from './tell-item.js';
import { WatchBucket } from './watch-bucket.job.js';
import { WatchFolders } from './watch-folders.job.js';

/** Watched folders, and the bucket that is looked into. */
export const FOLDER_PROVIDERS = [
  ...[AwaitAudio, AwaitedNames, BringCall, DocumentProgress, ExplainCall, FileTakers, InboxClaims, KeepUnread],
  ...[KeepUnsorted, KeyedNames, LetGoFile, PassFiles, SweepInbox, TakeAudio, TakeDescribed, TakeDocument],
  ...[TellItem, WatchBucket, WatchFolders],
];
