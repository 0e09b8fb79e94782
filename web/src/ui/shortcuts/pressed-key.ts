/** What is looked at of a key that was pressed, and where. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly defaultPrevented: boolean;
  /** The element that has the focus: its name in lower case, its `type` and `role`, and whether it is written into. */
  readonly at: { readonly name: string; readonly type: string; readonly role: string; readonly isEditable: boolean };
}

const WRITTEN_INTO = ['textarea', 'select'];
const NOT_WRITTEN_INTO = ['range', 'checkbox', 'radio', 'button', 'submit', 'reset'];
const PRESSED = ['button', 'a', 'summary', 'input'];

/** The key, in lower case, where it may stand for a command; null where it belongs to what has the focus, or to the browser. */
export function commandKey({ key, ctrlKey, altKey, metaKey, defaultPrevented, at }: Pressed): string | null {
  if (defaultPrevented || ctrlKey || altKey || metaKey) return null;
  if (at.isEditable || WRITTEN_INTO.includes(at.name) || ['combobox', 'listbox', 'option'].includes(at.role))
    return null;
  if (at.name === 'input' && !NOT_WRITTEN_INTO.includes(at.type)) return null;
  if (key === ' ' && PRESSED.includes(at.name)) return null;
  if (key.startsWith('Arrow') && at.name === 'input') return null;
  return key.length === 1 ? key.toLowerCase() : key;
}
