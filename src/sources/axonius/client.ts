import type { Result } from '../../domain/pacing/failure';
import { unexpectedAnswer } from './failures';
import { field, wellKnownFields } from './fields';
import { devicePageSchema, fieldNamesSchema, hostnameSchema } from './schemas';
import { createSender, type SenderOptions } from './send';

export interface AxoniusClientOptions extends SenderOptions {
  /** Origin of the tenant, as `parseTenantAddress` gives it. */
  readonly address: string;
}

export interface DeviceQuery {
  /** AQL from `aql.ts`. */
  readonly query: string;
  readonly fields: readonly string[];
  /** At most 2000 (the API's own limit). */
  readonly limit: number;
  readonly offset: number;
  /** Have Axonius compute the answer instead of serving a cached one. */
  readonly freshFromAxonius: boolean;
  /** Upper limit for this request in milliseconds, where the caller has less time than the invocation. */
  readonly withinMs?: number;
}

export interface DevicePage {
  /** Raw devices, for `toAsset`. */
  readonly assets: readonly unknown[];
  /** All devices that the query finds, where Axonius says it. */
  readonly total: number | null;
  readonly hasMore: boolean;
}

export interface ConnectionTest {
  /** The credentials see no device: an empty tenant, or a data scope that holds none. */
  readonly seesNothing: boolean;
  readonly total: number | null;
}

/** Axonius API v2, as far as the app uses it. Nothing throws; every request has a timeout and a size limit. */
export interface AxoniusClient {
  queryDevices(query: DeviceQuery): Promise<Result<DevicePage>>;
  /** Names of device fields that contain `search`; a built-in list where the tenant's can't be read. */
  deviceFieldNames(search: string): Promise<Result<readonly string[]>>;
  /** Hostnames of some devices, at most so many: what the tenant's names look like. */
  sampleHostnames(limit: number): Promise<Result<readonly string[]>>;
  /** The smallest real query: proves address, certificate, key, API access, the right to view devices and IP range. */
  testConnection(): Promise<Result<ConnectionTest>>;
}

const devicesPath = '/api/v2/assets/devices';
const maxLimit = 2000;

export function createAxoniusClient(options: AxoniusClientOptions): AxoniusClient {
  const send = createSender(options);

  async function queryPage(
    body: object,
    limit: number,
    offset: number,
    withinMs?: number,
  ): Promise<Result<DevicePage>> {
    const sent = await send({
      method: 'POST',
      url: `${options.address}${devicesPath}`,
      body: { ...body, page: { limit, offset }, include_metadata: true, include_details: false },
      ...(withinMs === undefined ? {} : { withinMs }),
    });
    if (!sent.ok) return sent;
    const page = devicePageSchema.safeParse(sent.value);
    if (!page.success) return { ok: false, failure: unexpectedAnswer(200) };
    const { assets, meta } = page.data;
    const total = meta?.page?.totalResources ?? null;
    const read = offset + assets.length;
    return {
      ok: true,
      value: {
        assets,
        total,
        hasMore: assets.length > 0 && (total === null ? assets.length >= limit : read < total),
      },
    };
  }

  return {
    queryDevices: ({ query, fields, limit, offset, freshFromAxonius, withinMs }) =>
      queryPage({ query, fields, use_cache_entry: !freshFromAxonius }, Math.min(limit, maxLimit), offset, withinMs),

    async deviceFieldNames(search) {
      const parameters = new URLSearchParams({ search, exclude_subfields: 'true' });
      const sent = await send({
        method: 'GET',
        url: `${options.address}${devicesPath}/fields?${parameters.toString()}`,
      });
      // The call is not documented: a tenant that doesn't have it is no failure.
      if (!sent.ok && sent.failure.kind !== 'unexpected-answer') return sent;
      const names = fieldNamesSchema.safeParse(sent.ok ? sent.value : null);
      const known = names.success ? names.data : wellKnownFields;
      const wanted = search.toLowerCase();
      return { ok: true, value: known.filter(name => name.toLowerCase().includes(wanted)) };
    },

    async sampleHostnames(limit) {
      const page = await queryPage({ fields: [field.hostname], use_cache_entry: true }, Math.min(limit, maxLimit), 0);
      return page.ok ? { ok: true, value: page.value.assets.flatMap(hostnamesOf) } : page;
    },

    async testConnection() {
      const page = await queryPage({ fields: [field.id], use_cache_entry: true }, 1, 0);
      if (!page.ok) return page;
      return { ok: true, value: { seesNothing: page.value.assets.length === 0, total: page.value.total } };
    },
  };
}

function hostnamesOf(asset: unknown): readonly string[] {
  const parsed = hostnameSchema.safeParse(asset);
  return parsed.success ? [parsed.data].flat() : [];
}
