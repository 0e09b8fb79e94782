import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { KeptTexts } from './kept-texts.js';

const FORM = '/recordings/1 reason';

function afterTyping(): KeptTexts {
  const texts = new KeptTexts();
  texts.signedIn('maija');
  texts.sessionOver('maija');
  texts.keep(FORM, { reason: 'kesken' });
  return texts;
}

describe('what was typed when a session ended', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('is there again for the same person, once', () => {
    const texts = afterTyping();
    texts.signedIn('maija');
    expect([texts.take(FORM), texts.take(FORM)]).toEqual([{ reason: 'kesken' }, undefined]);
  });

  it('is gone when nobody came for it soon', () => {
    const texts = afterTyping();
    texts.signedIn('maija');
    jest.advanceTimersByTime(11 * 60_000);
    expect(texts.take(FORM)).toBeUndefined();
  });

  it('is there for nobody else, and not for the same person after somebody else', () => {
    const texts = afterTyping();
    texts.signedIn('teemu');
    expect(texts.take(FORM)).toBeUndefined();
    texts.signedIn('maija');
    expect(texts.take(FORM)).toBeUndefined();
  });

  it('is gone when the person signs out', () => {
    const texts = afterTyping();
    texts.forget();
    texts.signedIn('maija');
    expect(texts.take(FORM)).toBeUndefined();
  });

  it('is not kept of a form that goes while the session lives, or that holds a secret', () => {
    const texts = new KeptTexts();
    texts.signedIn('maija');
    texts.keep(FORM, { reason: 'lähetetty' });
    texts.sessionOver('maija');
    texts.keep('/me currentPassword newPassword', { newPassword: 'salainen' });
    texts.signedIn('maija');
    expect([texts.take(FORM), texts.take('/me currentPassword newPassword')]).toEqual([undefined, undefined]);
  });
});
