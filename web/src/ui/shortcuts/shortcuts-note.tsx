import { useTranslation } from 'react-i18next';
import { Button } from 'suomifi-ui-components';
import { turnShortcuts, useShortcutSetting } from './shortcut-setting.js';
import './shortcuts-note.css';

interface ShortcutsNoteProps {
  /** The keys, and what each does. */
  readonly keys: readonly (readonly [key: string, does: string])[];
}

/** Says which keys do something on the page, and turns them off (WCAG 2.1.4). */
export function ShortcutsNote({ keys }: ShortcutsNoteProps) {
  const { t } = useTranslation();
  const isOn = useShortcutSetting();
  return (
    <details className="shortcuts-note no-print">
      <summary>{t(isOn ? 'shortcuts.title' : 'shortcuts.titleOff')}</summary>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Button
        variant="secondary"
        onClick={() => {
          turnShortcuts(!isOn);
        }}
      >
        {t(isOn ? 'shortcuts.turnOff' : 'shortcuts.turnOn')}
      </Button>
    </details>
  );
}
