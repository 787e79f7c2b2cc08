import { isIPv4 } from 'node:net';
import { isPlainObject, type WireAsset } from './asset';

const INTERFACES = 'specific_data.data.network_interfaces';

/**
 * The value of one dotted field. What the asset was given with is answered as given; otherwise the value is derived from
 * a list of objects given under a shorter name (`….network_interfaces` answers `….network_interfaces.ips`), and
 * `…_preferred` of an interface field from the field itself. `undefined` when there is no value.
 */
export function readField(asset: WireAsset, field: string): unknown {
  const given = asset[field];
  if (Object.hasOwn(asset, field)) return given;
  if (field.startsWith(`${INTERFACES}.`)) return readInterfaceField(asset, field.slice(INTERFACES.length + 1));
  for (let dot = field.lastIndexOf('.'); dot > 0; dot = field.lastIndexOf('.', dot - 1)) {
    const rows = asset[field.slice(0, dot)];
    if (Array.isArray(rows)) return collect(rows, field.slice(dot + 1));
  }
  return undefined;
}

function readInterfaceField(asset: WireAsset, name: string): unknown {
  const preferred = name.endsWith('_preferred');
  const plain = preferred ? name.slice(0, -'_preferred'.length) : name;
  if (preferred && Object.hasOwn(asset, `${INTERFACES}.${plain}`)) return asset[`${INTERFACES}.${plain}`];
  const rows = asset[INTERFACES];
  if (!Array.isArray(rows)) return undefined;
  const values = rows.filter(isPlainObject).flatMap(row => readRow(row, plain));
  if (values.length === 0) return undefined;
  return preferred ? [...new Set(values)] : values;
}

function readRow(row: Readonly<Record<string, unknown>>, name: string): unknown[] {
  const given = asList(row[name]);
  if (given.length > 0) return given;
  switch (name) {
    case 'ips':
      return [...asList(row['ips_v4']), ...asList(row['ips_v6'])];
    case 'ips_v4':
      return asList(row['ips']).filter(isIpv4);
    case 'ips_v6':
      return asList(row['ips']).filter(address => typeof address === 'string' && address.includes(':'));
    case 'ips_raw':
      return [...asList(row['ips']), ...asList(row['ips_v4'])].filter(isIpv4).map(toInteger);
    default:
      return [];
  }
}

function isIpv4(value: unknown): value is string {
  return typeof value === 'string' && isIPv4(value);
}

function toInteger(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function collect(rows: readonly unknown[], name: string): unknown {
  const values = rows.filter(isPlainObject).flatMap(row => asList(row[name]));
  return values.length === 0 ? undefined : values;
}

function asList(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
