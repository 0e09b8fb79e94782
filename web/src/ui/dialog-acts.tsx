import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Heading } from 'suomifi-ui-components';
import { useFocusAfter } from './use-focus-after.js';

interface DialogActsProps<Act extends string> {
  /** What the person came to do; without it they choose here. */
  readonly first?: Act | undefined;
  readonly acts: readonly Act[];
  /** The one that things are waiting for. */
  readonly main?: Act | undefined;
  readonly nameOf: (act: Act) => string;
  readonly onClose: () => void;
  /** The form of the chosen act. */
  readonly children: (act: Act) => ReactNode;
}

/** The end of a dialog: what may be done, and once something is chosen the form for it, whose heading takes the focus. */
export function DialogActs<Act extends string>({ first, acts, main, nameOf, onClose, children }: DialogActsProps<Act>) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Act | null>(first ?? null);
  const heading = useFocusAfter<HTMLHeadingElement>(chosen === null ? 0 : 1); // the buttons are gone then
  if (chosen === null) {
    return (
      <div className="form__buttons dialog-acts">
        {acts.map(act => (
          <Button
            key={act}
            variant={act === main ? 'default' : 'secondary'}
            onClick={() => {
              setChosen(act);
            }}
          >
            {nameOf(act)}
          </Button>
        ))}
        <Button variant="secondary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    );
  }
  return (
    <section className="dialog-acts">
      <Heading variant="h3" tabIndex={-1} ref={heading}>
        {nameOf(chosen)}
      </Heading>
      {children(chosen)}
    </section>
  );
}
