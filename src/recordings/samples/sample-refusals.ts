import { DomainError } from '../../kernel/errors.js';

export function weekNotOver(): DomainError {
  return new DomainError('unprocessable', 'week-not-over', 'A sample is drawn from a week that is over.');
}

export function sampleDrawn(): DomainError {
  return new DomainError('conflict', 'sample-drawn', 'You have drawn the sample of this queue and week already.');
}

export function nothingToDraw(): DomainError {
  const sentence = 'There is no call of this queue and week that you may draw.';
  return new DomainError('conflict', 'nothing-to-draw', sentence);
}

export function notHeard(): DomainError {
  const sentence = 'Listen to the call for the development of the service before you write a note on it.';
  return new DomainError('conflict', 'call-not-heard', sentence);
}

export function noteRead(): DomainError {
  const sentence = 'The agent has read this note; it stays as it is.';
  return new DomainError('conflict', 'note-read', sentence);
}
