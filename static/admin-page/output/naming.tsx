import { useState, type ReactNode } from 'react';
import Button from '@atlaskit/button/default/button';
import Textarea from '@atlaskit/textarea/text-area';
import type { Settings } from '../../../src/contract/settings';
import { call } from '../call';
import { Field, Section } from '../parts/field';
import { readDomains, toLines, writeDomains } from './lines';

type NamingSettings = Settings['naming'];

interface Props {
  readonly naming: NamingSettings;
  readonly onChange: (change: Partial<NamingSettings>) => void;
  readonly onInvalid: (reason: string | null) => void;
}

/** How the organisation names its machines. */
export function Naming({ naming, onChange, onInvalid }: Props): ReactNode {
  const [domains, setDomains] = useState(writeDomains(naming.windowsDomains));
  const isReadable = readDomains(domains) !== null;
  return (
    <Section title="Names" intro="Helps tell your machines from others with the same short name.">
      <ListField
        label="Domain suffixes"
        help="Domains of your organisation, one per line."
        values={naming.suffixes}
        onChange={suffixes => onChange({ suffixes })}
      />
      <Suggestions chosen={naming.suffixes} onAdd={suffix => onChange({ suffixes: [...naming.suffixes, suffix] })} />
      <Field
        label="Windows domains"
        help="One per line: CORP = corp.example.com"
        error={isReadable ? null : 'Write each line as CORP = corp.example.com'}
      >
        {ids => (
          <Textarea
            {...ids}
            minimumRows={2}
            value={domains}
            spellCheck={false}
            isInvalid={!isReadable}
            onChange={event => {
              setDomains(event.target.value);
              const read = readDomains(event.target.value);
              onInvalid(read === null ? 'A line under Windows domains is not complete.' : null);
              if (read !== null) onChange({ windowsDomains: read });
            }}
          />
        )}
      </Field>
      <ListField
        label="Ignored names"
        help="Names that don’t name a single machine, in addition to localhost, kali, unknown and the like. One per line."
        values={naming.namesOfNoMachine}
        onChange={namesOfNoMachine => onChange({ namesOfNoMachine })}
      />
      <ListField
        label="Shared addresses"
        help="IP addresses of proxies, gateways and the like that stand for many machines. One per line."
        values={naming.sharedAddresses}
        onChange={sharedAddresses => onChange({ sharedAddresses })}
      />
    </Section>
  );
}

function ListField({
  label,
  help,
  values,
  onChange,
}: {
  readonly label: string;
  readonly help: string;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}): ReactNode {
  const [text, setText] = useState(values.join('\n'));
  // What was typed stays as typed while it means the same; a suggestion or a discard changes the meaning.
  const isSame = JSON.stringify(toLines(text)) === JSON.stringify(values);
  return (
    <Field label={label} help={help}>
      {ids => (
        <Textarea
          {...ids}
          minimumRows={2}
          value={isSame ? text : values.join('\n')}
          spellCheck={false}
          onChange={event => {
            setText(event.target.value);
            onChange(toLines(event.target.value));
          }}
        />
      )}
    </Field>
  );
}

/** Suffixes that occur in the tenant. */
function Suggestions({
  chosen,
  onAdd,
}: {
  readonly chosen: readonly string[];
  readonly onAdd: (suffix: string) => void;
}): ReactNode {
  const [found, setFound] = useState<readonly { readonly suffix: string; readonly machines: number }[]>();
  const [words, setWords] = useState('');
  const ask = async () => {
    setWords('Asking Axonius…');
    const reply = await call('suggestSuffixes');
    setFound(reply.ok ? reply.value : []);
    const isEmpty = reply.ok && reply.value.length === 0;
    setWords(reply.ok ? (isEmpty ? 'Axonius shows no full names.' : '') : reply.problem.sentence);
  };
  const open = (found ?? []).filter(({ suffix }) => !chosen.includes(suffix));
  return (
    <div className="suggestions" aria-live="polite">
      {found === undefined && words === '' ? (
        <Button spacing="compact" onClick={() => void ask()}>
          Suggest from Axonius
        </Button>
      ) : null}
      {open.map(({ suffix }) => (
        <Button key={suffix} spacing="compact" onClick={() => onAdd(suffix)}>
          {`Add ${suffix}`}
        </Button>
      ))}
      {words === '' ? null : <span className="subtle small">{words}</span>}
      {found !== undefined && found.length > 0 && open.length === 0 ? (
        <span className="subtle small">All suffixes that occur are in the list.</span>
      ) : null}
    </div>
  );
}
