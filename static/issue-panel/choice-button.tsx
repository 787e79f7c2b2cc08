import type { ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import type { ChoiceInput } from '../../src/contract/panel';
import type { Choosing } from './choosing';
import { pressKey } from './state';

/** A decision to press. While its run is under way it shows the spinner and keeps the focus; the others wait. */
export function ChoiceButton({
  choosing,
  input,
  label,
  isSubtle = false,
  children,
}: {
  readonly choosing: Choosing;
  readonly input: ChoiceInput;
  /** The decision with what it is about, for screen readers. */
  readonly label: string;
  readonly isSubtle?: boolean;
  readonly children: string;
}): ReactNode {
  const { pressed, isBusy, onChoose } = choosing;
  const isPressed = pressed !== null && pressKey(pressed) === pressKey(input);
  return (
    <span data-press={pressKey(input)}>
      <Button
        appearance={isSubtle ? 'subtle' : 'default'}
        spacing="compact"
        isLoading={isPressed}
        isDisabled={isBusy && !isPressed}
        aria-label={label}
        onClick={() => onChoose(input)}
      >
        {children}
      </Button>
    </span>
  );
}
