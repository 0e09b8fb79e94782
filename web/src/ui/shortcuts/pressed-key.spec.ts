import { describe, expect, it } from '@jest/globals';
import { commandKey, type Pressed } from './pressed-key.js';

const NOWHERE = { name: 'body', type: '', role: '', isEditable: false };
const PLAIN = { ctrlKey: false, altKey: false, metaKey: false, defaultPrevented: false };
const pressed = (key: string, at: Partial<Pressed['at']> = {}, more: Partial<Pressed> = {}): string | null =>
  commandKey({ key, ...PLAIN, ...more, at: { ...NOWHERE, ...at } });

describe('a key that was pressed', () => {
  it('is a command in either case', () => {
    expect([pressed('j'), pressed('J'), pressed(' '), pressed('Escape')]).toEqual(['j', 'j', ' ', 'Escape']);
  });

  it('belongs to the browser together with another key', () => {
    for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }])
      expect(pressed('l', {}, more)).toBeNull();
  });

  it('is text where text is written', () => {
    for (const at of [{ name: 'input', type: 'text' }, { name: 'input', type: 'search' }, { name: 'textarea' }])
      expect([pressed('j', at), pressed('/', at), pressed('Escape', at)]).toEqual([null, null, null]);
    expect(pressed('j', { isEditable: true })).toBeNull();
    expect(pressed('j', { name: 'button', role: 'combobox' })).toBeNull();
  });

  it('is a command on a slider, whose arrows stay its own', () => {
    const slider = { name: 'input', type: 'range' };
    expect([pressed('j', slider), pressed('ArrowLeft', slider)]).toEqual(['j', null]);
  });

  it('presses the button or the link that has the focus, where it is the space bar', () => {
    for (const name of ['button', 'a', 'summary'])
      expect([pressed(' ', { name }), pressed('j', { name })]).toEqual([null, 'j']);
  });

  it('is nothing where somebody has taken it already', () => {
    expect(pressed('j', {}, { defaultPrevented: true })).toBeNull();
  });
});
