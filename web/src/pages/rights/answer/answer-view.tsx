import { useCase } from '../case-in-view.js';
import { givesCopy } from '../next-step.js';
import { Deliveries } from './deliveries.js';
import { LetterPanel } from './letter-panel.js';
import { PackagePanel } from './package-panel.js';

/** What the person is told and given: letters, the package, and how they were sent. */
export function AnswerView() {
  const { rightsCase } = useCase();
  const mayHandle = rightsCase.permitted.includes('handle') && rightsCase.closedAt === null;
  return (
    <div className="stack">
      {mayHandle ? <LetterPanel /> : null}
      {mayHandle && givesCopy(rightsCase) ? <PackagePanel /> : null}
      <Deliveries mayHandle={mayHandle} />
    </div>
  );
}
