import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import { ActForm } from '../../../ui/act-form.js';
import { useCaseAct } from '../use-case-act.js';
import { movesFrom, type MovedTo } from './handling-acts.js';
import type { ActFormOf } from './handling-acts-bar.js';

/** Takes a case on to another stage, or back. */
export function MoveForm({ rightsCase: { id, state }, onDone, onCancel }: ActFormOf) {
  const { t } = useTranslation();
  const moves = movesFrom(state);
  const [to, setTo] = useState<MovedTo>(moves.at(-1) ?? 'searching');
  const move = useCaseAct(id, (wanted: MovedTo) => send(id, wanted), onDone);
  return (
    <ActForm
      button={t('rights.send.move')}
      isPending={move.isPending}
      error={move.error}
      onSubmit={event => {
        event.preventDefault();
        move.mutate(to);
      }}
      onCancel={onCancel}
    >
      <RadioButtonGroup
        name="to"
        labelText={t('rights.what.move', { state: t(`rights.states.${state}`) })}
        value={to}
        onChange={value => {
          setTo(moves.find(one => one === value) ?? to);
        }}
      >
        {moves.map(one => (
          <RadioButton key={one} value={one} hintText={t(`rights.moveHints.${one}`)}>
            {t(`rights.states.${one}`)}
          </RadioButton>
        ))}
      </RadioButtonGroup>
    </ActForm>
  );
}

function send(id: string, to: MovedTo) {
  return answer(api.POST('/api/v1/rights-requests/{id}/moves', { params: { path: { id } }, body: { to } }));
}
