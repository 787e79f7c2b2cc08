import { useState, type ReactNode } from 'react';
import { DEMO_HOSTS, type DemoHost } from '../../../axonius/inventory/demo-devices';

const KINDS: Readonly<Record<string, DemoHost['kind']>> = {
  Hostname: 'hostname',
  'IP address': 'ip',
  'MAC address': 'mac',
};

/** Values of the demo inventory to try in a field of that name, each with what it shows; nothing for other fields. */
export function HostSuggestions({
  fieldName,
  onChoose,
}: {
  fieldName: string;
  onChoose: (value: string) => void;
}): ReactNode {
  const [chosen, setChosen] = useState<DemoHost>();
  const hosts = DEMO_HOSTS.filter(({ kind }) => kind === KINDS[fieldName]);
  if (hosts.length === 0) return null;
  return (
    <div className="suggestions" role="group" aria-label={`Values to try as ${fieldName}`}>
      <span className="muted">Try</span>
      {hosts.map(host => (
        <button
          key={host.value}
          type="button"
          className="suggestion"
          title={host.shows}
          onClick={() => {
            setChosen(host);
            onChoose(host.value);
          }}
        >
          {host.value}
        </button>
      ))}
      <span className="suggestion-shows" role="status">
        {chosen?.shows}
      </span>
    </div>
  );
}
