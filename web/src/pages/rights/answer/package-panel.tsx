import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, InlineAlert, RadioButton, RadioButtonGroup } from 'suomifi-ui-components';
import { answer, api } from '../../../api/client.js';
import type { MadePackage } from '../../../api/types.js';
import { useFormat } from '../../../ui/format/use-format.js';
import { Panel } from '../../../ui/panel.js';
import { ProblemNotice } from '../../../ui/problem-notice.js';
import { useCase } from '../case-in-view.js';
import { useCaseAct } from '../use-case-act.js';

const CHANNELS = ['zip', 'download'] as const;
type Channel = (typeof CHANNELS)[number];

/** Makes the encrypted package of what is given; its code is shown once. */
export function PackagePanel() {
  const { t } = useTranslation();
  const { rightsCase } = useCase();
  const [channel, setChannel] = useState<Channel>('download');
  const [made, setMade] = useState<MadePackage | null>(null);
  const make = useCaseAct(rightsCase.id, (wanted: Channel) => send(rightsCase.id, wanted), setMade);
  return (
    <Panel title={t('rights.package.title')}>
      <div className="form">
        <p>{t('rights.package.lead')}</p>
        <RadioButtonGroup
          name="channel"
          labelText={t('rights.package.channel')}
          value={channel}
          onChange={value => {
            setChannel(CHANNELS.find(one => one === value) ?? channel);
          }}
        >
          {CHANNELS.map(one => (
            <RadioButton key={one} value={one} hintText={t(`rights.package.hints.${one}`)}>
              {t(`rights.package.channels.${one}`)}
            </RadioButton>
          ))}
        </RadioButtonGroup>
        <ProblemNotice error={make.error} />
        <div className="form__buttons">
          <Button
            disabled={make.isPending}
            onClick={() => {
              make.mutate(channel);
            }}
          >
            {t('rights.package.send')}
          </Button>
        </div>
        <div role="status">{made === null ? null : <Made made={made} />}</div>
      </div>
    </Panel>
  );
}

function Made({ made: { code, sizeBytes, files } }: { readonly made: MadePackage }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <InlineAlert status="warning">{t('rights.package.once')}</InlineAlert>
      <p>
        <code className="case-code">{code}</code>
      </p>
      <p>{t('rights.package.files', { size: format.size(sizeBytes) })}</p>
      <ul>
        {files.map(({ name, sizeBytes: bytes }) => (
          <li key={name}>{`${name} (${format.size(bytes)})`}</li>
        ))}
      </ul>
    </>
  );
}

function send(id: string, channel: Channel) {
  return answer(api.POST('/api/v1/rights-requests/{id}/package', { params: { path: { id } }, body: { channel } }));
}
