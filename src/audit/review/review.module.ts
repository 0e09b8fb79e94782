import { Module } from '@nestjs/common';
import { AuditModule } from '../audit.module.js';
import { ExportEvents } from '../export/export-events.js';
import { ExportsController } from '../export/exports.controller.js';
import { AnswerFinding } from './findings/answer-finding.js';
import { FindingsController } from './findings/findings.controller.js';
import { OwnFindingsController } from './findings/own-findings.controller.js';
import { ReadFindings } from './findings/read-findings.js';
import { RecordFinding } from './findings/record-finding.js';
import { SettleFinding } from './findings/settle-finding.js';
import { OwnAccessesController } from './own-accesses.controller.js';
import { CountEvents } from './counts/count-events.js';
import { CountsController } from './counts/counts.controller.js';
import { SharePurposes } from './counts/share-purposes.js';
import { AskQuestion } from './questions/ask-question.js';
import { QuestionsController } from './questions/questions.controller.js';
import { ReadOwnAccesses } from './read-own-accesses.js';
import { CloseRound } from './rounds/close-round.js';
import { MarkEvent } from './rounds/mark-event.js';
import { OpenRound } from './rounds/open-round.js';
import { ReadItems } from './rounds/read-items.js';
import { ReadRounds } from './rounds/read-rounds.js';
import { ReviewRoundsController } from './rounds/review-rounds.controller.js';

const ROUNDS = [CloseRound, MarkEvent, OpenRound, ReadItems, ReadRounds];
const FINDINGS = [AnswerFinding, ReadFindings, RecordFinding, SettleFinding];

/** What auditors do with the log: take it out, put questions to it, review it; and what staff see of it about themselves. */
@Module({
  imports: [AuditModule],
  controllers: [
    ExportsController,
    QuestionsController,
    CountsController,
    ReviewRoundsController,
    FindingsController,
    OwnFindingsController,
    OwnAccessesController,
  ],
  providers: [...ROUNDS, ...FINDINGS, AskQuestion, CountEvents, ExportEvents, ReadOwnAccesses, SharePurposes],
})
export class ReviewModule {}
