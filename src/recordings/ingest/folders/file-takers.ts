import { Injectable } from '@nestjs/common';
import { TakeAudio } from './take-audio.js';
import { TakeDocument } from './take-document.js';

/** Who takes which kind of file. */
@Injectable()
export class FileTakers {
  constructor(
    readonly document: TakeDocument,
    readonly audio: TakeAudio,
  ) {}
}
