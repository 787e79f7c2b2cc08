import type { WireAsset } from '../asset';

/** The answer to `GET /api/v2/adapters`: each adapter that the inventory names, with one healthy connection. */
export function listAdapters(devices: readonly WireAsset[], withConnections: boolean): unknown {
  const names = new Set(
    devices.flatMap(device => (Array.isArray(device['adapters']) ? device['adapters'].map(String) : [])),
  );
  return {
    adapters: [...names].sort().map(name => ({
      id: name,
      plugin_name: name,
      node_name: 'Main',
      status: 'success',
      connections_count: { total_count: 1, success_count: 1, error_count: 0, inactive_count: 0 },
      ...(withConnections ? { connections: [{ id: `${name}_0`, active: true, status: 'success', label: name }] } : {}),
    })),
  };
}
