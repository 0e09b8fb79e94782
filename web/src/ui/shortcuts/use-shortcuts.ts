import { useEffect, useRef } from 'react';
import { commandKey } from './pressed-key.js';
import { shortcutsAreOn } from './shortcut-setting.js';

/** What a key does, by the key in lower case; the names of longer ones as the browser has them, such as `Escape`. */
type Commands = Readonly<Record<string, () => void>>;

/** Keys of several characters, such as `Escape`, are no single characters: turning shortcuts off leaves them. */
function isTurnedOff(key: string): boolean {
  return key.length === 1 && !shortcutsAreOn();
}

/** Lets single keys do something while the component is shown, except in a dialog and where they are text. */
export function useShortcuts(commands: Commands): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const key = commandKey(pressedIn(event));
      const command = key === null || isTurnedOff(key) ? undefined : latest.current[key];
      if (!command || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      command();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}

function pressedIn(event: KeyboardEvent) {
  const { key, ctrlKey, altKey, metaKey, defaultPrevented, target } = event;
  const element = target instanceof HTMLElement ? target : document.body;
  return {
    ...{ key, ctrlKey, altKey, metaKey, defaultPrevented },
    at: {
      name: element.localName,
      type: element.getAttribute('type') ?? '',
      role: element.getAttribute('role') ?? '',
      isEditable: element.isContentEditable,
    },
  };
}
