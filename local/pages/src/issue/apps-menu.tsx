import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import DropdownMenu from '@atlaskit/dropdown-menu/dropdown-menu';
import DropdownItem from '@atlaskit/dropdown-menu/dropdown-menu-item';
import DropdownItemGroup from '@atlaskit/dropdown-menu/dropdown-menu-item-group';
import AppsIcon from '@atlaskit/icon/core/apps';
import { setPanel, type AppModule } from '../api/host';

/** The row under the summary; a hidden panel is added to this issue from here, as in Jira. */
export function AppsMenu({
  issueId,
  panels,
  onChanged,
}: {
  issueId: string;
  panels: readonly AppModule[];
  onChanged: () => void;
}): ReactNode {
  return (
    <div className="issue-actions">
      <DropdownMenu<HTMLButtonElement>
        trigger={({ triggerRef, isSelected, testId: _testId, ...props }) => (
          <Button {...props} ref={triggerRef} isSelected={isSelected ?? false} iconBefore={AppsIcon}>
            Apps
          </Button>
        )}
      >
        <DropdownItemGroup title="Apps">
          {panels.length === 0 ? <DropdownItem isDisabled>No apps on this issue</DropdownItem> : null}
          {panels.map(panel => {
            const isPinned = panel.state === 'pinned';
            return (
              <DropdownItem
                key={panel.key}
                onClick={() => void setPanel(issueId, panel.key, isPinned ? 'hidden' : 'pinned').then(onChanged)}
              >
                {isPinned ? `Hide ${panel.title}` : panel.title}
              </DropdownItem>
            );
          })}
        </DropdownItemGroup>
      </DropdownMenu>
    </div>
  );
}
