import { useState, type FormEvent, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import Textfield from '@atlaskit/textfield/text-field';

/** Search by JQL, the aliases of the app's record included. */
export function SearchBar({ jql, onSearch }: { jql: string; onSearch: (jql: string) => void }): ReactNode {
  const [text, setText] = useState(jql);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(text);
  };
  return (
    <form className="search" role="search" onSubmit={submit}>
      <div className="search-field">
        <Textfield
          aria-label="JQL query"
          isCompact
          placeholder='JQL, for example axoniusOutcome = "ambiguous"'
          value={text}
          onChange={event => setText(event.currentTarget.value)}
        />
      </div>
      <Button type="submit">Search</Button>
      {jql === '' ? null : (
        <Button
          appearance="subtle"
          onClick={() => {
            setText('');
            onSearch('');
          }}
        >
          Clear
        </Button>
      )}
    </form>
  );
}
