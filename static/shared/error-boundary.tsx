import { Component, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import { ProblemMessage } from './problem-message';

/** Catches what a screen did not foresee: a sentence and a way on instead of an empty page. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <ProblemMessage
        problem={{
          kind: 'unexpected',
          sentence: 'This part of the page could not be shown.',
          nextStep: 'Nothing was changed. Show it again, or reload the page.',
        }}
        actions={<Button onClick={() => this.setState({ isBroken: false })}>Show again</Button>}
      />
    );
  }
}
