import { useState, type ReactNode } from 'react';
import IconButton from '@atlaskit/button/icon/button';
import ChevronDownIcon from '@atlaskit/icon/core/chevron-down';
import ChevronRightIcon from '@atlaskit/icon/core/chevron-right';
import type { AppModule } from '../api/host';
import type { Issue } from '../api/issues';
import { ModuleFrame } from '../forge/module-frame';

/** An app's panel in the issue view: a heading that folds it, and the app's frame. */
export function PanelSection({
  panel,
  issue,
  onRefresh,
}: {
  panel: AppModule;
  issue: Issue;
  onRefresh: () => void;
}): ReactNode {
  const [isOpen, setOpen] = useState(true);
  return (
    <section className="issue-section issue-panel" aria-labelledby={`panel-${panel.key}`}>
      <div className="issue-panel-head">
        <IconButton
          appearance="subtle"
          spacing="compact"
          icon={isOpen ? ChevronDownIcon : ChevronRightIcon}
          label={isOpen ? `Fold ${panel.title}` : `Unfold ${panel.title}`}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
        <h2 id={`panel-${panel.key}`} className="issue-section-title">
          {panel.title}
        </h2>
      </div>
      {isOpen ? <ModuleFrame module={panel} issue={issue} onRefresh={onRefresh} /> : null}
    </section>
  );
}
