import { useRef, useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import { Section } from '../parts/field';

/** What may be sent to whoever supports the app, for the person to read before it is copied. */
export function SupportText({ text }: { readonly text: string }): ReactNode {
  const shown = useRef<HTMLPreElement>(null);
  const [words, setWords] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setWords('Copied.');
    } catch {
      // A frame without the permission `clipboard-write`: the text is selected instead.
      if (shown.current !== null) getSelection()?.selectAllChildren(shown.current);
      setWords('The text is selected: copy it with the keyboard.');
    }
  };
  return (
    <Section
      title="For support"
      intro="Versions, kinds of failure, durations and counts. No address, hostname, JQL, key or account is in it."
    >
      <pre ref={shown} className="support-text" tabIndex={0} aria-label="Text for support">
        {text}
      </pre>
      <div className="buttons">
        <Button onClick={() => void copy()}>Copy for support</Button>
        <span role="status" className="subtle">
          {words}
        </span>
      </div>
    </Section>
  );
}
