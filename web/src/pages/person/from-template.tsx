import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/choice.js';
import { useTemplates } from '../grant-templates/use-templates.js';
import { draftFrom, type GrantDraft } from './new-grant.js';

interface FromTemplateProps {
  readonly today: string;
  readonly onChoose: (draft: GrantDraft) => void;
}

/** Fills in a grant as people in a usual post have it. */
export function FromTemplate({ today, onChoose }: FromTemplateProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('');
  const templates = useTemplates().data?.items ?? [];
  if (templates.length === 0) return null;
  const options = templates.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Choice
      label={t('grants.template')}
      value={chosen}
      options={[{ value: '', label: t('grants.noTemplate') }, ...options]}
      onChange={id => {
        setChosen(id);
        const template = templates.find(one => one.id === id);
        if (template) onChoose(draftFrom(template, today));
      }}
    />
  );
}
