import { ApproveCopy } from './approve-copy.js';
import { BeginRedaction } from './begin-redaction.js';
import { CopyReviewController } from './copy-review.controller.js';
import { DestroyCopy } from './destroy-copy.js';
import { FileCopy } from './file-copy.js';
import { FindListening } from './find-listening.js';
import { GrantListening } from './grant-listening.js';
import { ListeningsController } from './listenings.controller.js';
import { ReadRedactions } from './read-redactions.js';
import { RedactionsController } from './redactions.controller.js';
import { RejectCopy } from './reject-copy.js';
import { RenderRedaction } from './render-redaction.js';
import { SaveMarks } from './save-marks.js';
import { ServeCopy } from './serve-copy.js';
import { ViewCopyPeaks } from './view-copy-peaks.js';
import { WatchListening } from './watch-listening.js';

export const REDACTION_CONTROLLERS = [RedactionsController, CopyReviewController, ListeningsController];

export const REDACTION_PROVIDERS = [
  ...[BeginRedaction, SaveMarks, RenderRedaction, FileCopy, ReadRedactions],
  ...[GrantListening, FindListening, WatchListening, ServeCopy, ViewCopyPeaks],
  ...[ApproveCopy, RejectCopy, DestroyCopy],
];
