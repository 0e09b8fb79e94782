import { Injectable } from '@nestjs/common';
import { parseDay } from '../../kernel/calendar.js';
import { DomainError } from '../../kernel/errors.js';
import type { ReadFile } from '../redaction/copy-form.js';
import { OpenAudio } from '../taking-out/open-audio.js';

/** Gives the audio of a recording to what redacts it. */
@Injectable()
export class ReadOriginal {
  constructor(private readonly audio: OpenAudio) {}

  /**
   * Reads the file from its beginning each time, decrypted, a piece of at most 1 MiB at a time; a damaged piece throws
   * DecryptionFailed. @throws DomainError `original-unreadable` where key or file are lost
   */
  async execute({ id, dueOn }: { readonly id: string; readonly dueOn: string }): Promise<ReadFile> {
    const audio = await this.audio.execute(id, parseDay(dueOn));
    if (!audio) throw unreadable();
    return () => audio.bytes();
  }
}

function unreadable(): DomainError {
  return new DomainError('unavailable', 'original-unreadable', 'The audio of this recording cannot be read.');
}
