import { useTranslation } from 'react-i18next';
import { InlineAlert } from 'suomifi-ui-components';
import type { Playback } from '../../api/types.js';
import { useFormat } from '../../ui/format/use-format.js';

/** What the person in the recording has stated about it: shown at each playback, since audio cannot be rectified (GDPR art. 16). */
export function PersonStatements({ statements }: Pick<Playback, 'statements'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (statements.length === 0) return null;
  return (
    <InlineAlert labelText={t('statements.ofPerson')} mb="s">
      {statements.map(({ id, text, addedAt }) => (
        <span key={id} className="person-statement">
          {text}
          <small>{format.dateTime(addedAt)}</small>
        </span>
      ))}
    </InlineAlert>
  );
}
