import { DomainError } from '../../kernel/errors.js';

export function empty(): DomainError {
  return new DomainError('unprocessable', 'audio-empty', 'The file holds no audio.');
}

export function formUnknown(): DomainError {
  return new DomainError('unsupported-type', 'audio-form-unknown', 'The file is no WAV, MP3, Ogg Opus or GSM file.');
}

export function codecUnknown(): DomainError {
  return new DomainError('unsupported-type', 'audio-codec-unknown', 'The audio is in a codec that is not taken.');
}

export function truncated(): DomainError {
  return new DomainError('unprocessable', 'audio-truncated', 'The file ends before the audio that it announces.');
}

export function headerLies(): DomainError {
  return new DomainError('unprocessable', 'audio-header-lies', 'What the file says of itself contradicts its bytes.');
}

export function tooLong(): DomainError {
  return new DomainError('unprocessable', 'audio-too-long', 'The audio lasts longer than 24 hours.');
}
