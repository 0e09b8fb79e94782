import { Migration } from '@mikro-orm/migrations';

/** The waveform of a recording. */
export class Waveforms extends Migration {
  override up(): void {
    // filled in by the room that it belongs to
  }
}
