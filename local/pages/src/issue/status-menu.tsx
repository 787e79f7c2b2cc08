import { useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import DropdownMenu from '@atlaskit/dropdown-menu/dropdown-menu';
import DropdownItem from '@atlaskit/dropdown-menu/dropdown-menu-item';
import DropdownItemGroup from '@atlaskit/dropdown-menu/dropdown-menu-item-group';
import { useFlags } from '@atlaskit/flag/use-flags';
import ChevronIcon from '@atlaskit/icon/core/chevron-down';
import ErrorIcon from '@atlaskit/icon/core/status-error';
import Lozenge from '@atlaskit/lozenge/lozenge';
import { moveIssue, readTransitions, type Issue, type Transition } from '../api/issues';
import { statusAppearance } from '../app/show';

/** The status, and the steps that the user may take from it. */
export function StatusMenu({ issue, onMoved }: { issue: Issue; onMoved: () => void }): ReactNode {
  const { showFlag } = useFlags();
  const [transitions, setTransitions] = useState<readonly Transition[]>();
  const status = issue.fields.status;
  if (status === undefined) return null;

  const report = (reason: unknown): void => {
    showFlag({
      title: 'The status was not changed',
      description: reason instanceof Error ? reason.message : String(reason),
      icon: <ErrorIcon label="Error" color="var(--ds-icon-danger)" />,
      isAutoDismiss: true,
    });
  };
  const move = (transition: Transition): void => {
    moveIssue(issue.key, transition.id).then(onMoved, report);
  };
  return (
    <DropdownMenu<HTMLButtonElement>
      isLoading={transitions === undefined}
      onOpenChange={({ isOpen }) => {
        if (isOpen) readTransitions(issue.key).then(setTransitions, () => setTransitions([]));
      }}
      trigger={({ triggerRef, isSelected, testId: _testId, ...props }) => (
        <Button
          {...props}
          ref={triggerRef}
          isSelected={isSelected ?? false}
          iconAfter={ChevronIcon}
          aria-label={`Status: ${status.name}`}
        >
          <Lozenge appearance={statusAppearance(status.statusCategory?.key)}>{status.name}</Lozenge>
        </Button>
      )}
    >
      <DropdownItemGroup>
        {(transitions ?? []).map(transition => (
          <DropdownItem key={transition.id} onClick={() => move(transition)}>
            {transition.name}
          </DropdownItem>
        ))}
        {transitions?.length === 0 ? <DropdownItem isDisabled>No step for you</DropdownItem> : null}
      </DropdownItemGroup>
    </DropdownMenu>
  );
}
