import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../ui/act-form.js';
import { answer, api } from '../../api/client.js';
import type { DirectoryGroup } from '../../api/types.js';
import { Choice } from '../../ui/choice.js';
import { Dialog } from '../../ui/dialog.js';
import { Logged } from '../../ui/logged.js';
import { DIRECTORY_GROUPS } from './directory-group-queries.js';

/** A template of a grant, by what people choose it by. */
interface TemplateName {
  readonly id: string;
  readonly name: string;
}

interface MapDialogProps {
  readonly group: DirectoryGroup;
  readonly templates: readonly TemplateName[];
  readonly onDone: (group: DirectoryGroup) => void;
  readonly onClose: () => void;
}

const NONE = 'none';

/** Says what the members of a group are proposed for. */
export function MapDialog({ group, templates, onDone, onClose }: MapDialogProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(group.templateId ?? NONE);
  const map = useMap(group.id);
  const options = [{ value: NONE, label: t('directoryGroups.noTemplate') }].concat(
    templates.map(({ id, name }) => ({ value: id, label: name })),
  );

  return (
    <Dialog title={t('directoryGroups.mapOne', { name: group.displayName })} onClose={onClose}>
      <ActForm
        text={t('directoryGroups.mapText', { count: group.memberCount })}
        button={t('common.save')}
        isPending={map.isPending}
        error={map.error}
        onSubmit={event => {
          event.preventDefault();
          map.mutate(chosen === NONE ? null : chosen, { onSuccess: onDone });
        }}
        onCancel={onClose}
      >
        <Choice label={t('directoryGroups.template')} value={chosen} options={options} onChange={setChosen} />
        <Logged act="groupMapped" />
      </ActForm>
    </Dialog>
  );
}

function useMap(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (templateId: string | null) =>
      answer(api.POST('/api/v1/directory-groups/{id}/mapping', { params: { path: { id } }, body: { templateId } })),
    onSuccess: () => client.invalidateQueries({ queryKey: DIRECTORY_GROUPS }),
  });
}
