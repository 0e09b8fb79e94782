import { Injectable } from '@nestjs/common';
import { THE_COMMAND_LINE } from '../../access/index.js';
import { helsinkiDay } from '../../kernel/calendar.js';
import { Clock } from '../../kernel/clock.js';
import { TakeOutContacts, TakeOutOthers, type TakenFile, type UnreadableUnit } from '../../recordings/index.js';
import { ExportRows, type RowsFile, type UnreadableRow } from './export-rows.js';

/** A file of the whole: of a custody unit, or of rows of the retention. */
export type ExportedFile = TakenFile | RowsFile;

/** Everything of a controller who leaves, file by file, but for the log, which is written by its own export. */
@Injectable()
export class ExportEverything {
  constructor(
    private readonly contacts: TakeOutContacts,
    private readonly others: TakeOutOthers,
    private readonly rows: ExportRows,
    private readonly clock: Clock,
  ) {}

  /** What is over is left out: it is nobody's any more. What cannot be opened comes without a name. */
  async *files(departureId: string): AsyncGenerator<ExportedFile | UnreadableUnit | UnreadableRow> {
    const today = helsinkiDay(this.clock.now());
    yield* this.contacts.files(today, departureId, THE_COMMAND_LINE);
    yield* this.others.files(today, departureId, THE_COMMAND_LINE);
    yield* this.rows.files(today);
  }
}
