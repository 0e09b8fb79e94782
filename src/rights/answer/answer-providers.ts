import { AnswersController } from './answers.controller.js';
import { CheckDownload } from './check-download.js';
import { Deliver } from './deliver.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DownloadsController } from './downloads.controller.js';
import { EndDelivery } from './end-delivery.js';
import { FetchDownload } from './fetch-download.js';
import { GatherFacts } from './gather-facts.js';
import { LettersController } from './letters.controller.js';
import { ListDeliveries } from './list-deliveries.js';
import { MakeLetter } from './make-letter.js';
import { MakePackage } from './make-package.js';
import { MarkAnswered } from './mark-answered.js';
import { MissingOfLetter } from './missing-of-letter.js';
import { PackageEntries } from './package-entries.js';
import { PreparePackage } from './prepared-package.js';

export const ANSWER_CONTROLLERS = [LettersController, AnswersController, DeliveriesController, DownloadsController];
export const ANSWER_PROVIDERS = [
  CheckDownload,
  Deliver,
  EndDelivery,
  FetchDownload,
  GatherFacts,
  ListDeliveries,
  MakeLetter,
  MakePackage,
  MarkAnswered,
  MissingOfLetter,
  PackageEntries,
  PreparePackage,
];
