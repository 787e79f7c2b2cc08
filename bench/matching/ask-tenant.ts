import * as z from 'zod';
import { createTenant, type Tenant } from '../../local/axonius/tenant';
import type { WireAsset } from '../../local/axonius/asset';
import { NOW } from './world';

/** The tenant under the name that the app knows it by. */
export const TENANT_ADDRESS = 'https://demo.on.axonius.com';
export const CREDENTIALS = { 'api-key': 'demo-key', 'api-secret': 'demo-secret' } as const;

const answerSchema = z.object({ assets: z.array(z.record(z.string(), z.unknown())) });

/** A local tenant that holds this inventory and no other. */
export async function createTenantWith(inventory: readonly WireAsset[]): Promise<Tenant> {
  const tenant = createTenant({ now: () => NOW });
  const body = JSON.stringify(inventory);
  const loaded = await tenant.fetch(new Request(`${TENANT_ADDRESS}/__local/devices`, { method: 'PUT', body }));
  if (!loaded.ok) throw new Error(`The tenant did not take the inventory: ${await loaded.text()}`);
  return tenant;
}

/** What the tenant answers to a query as it stands: one page of at most 2,000 assets. Empty where it refuses the query. */
export async function askPlainly(
  tenant: Tenant,
  query: string,
  fields: readonly string[],
): Promise<readonly WireAsset[]> {
  const response = await tenant.fetch(
    new Request(`${TENANT_ADDRESS}/api/v2/assets/devices`, {
      method: 'POST',
      headers: { ...CREDENTIALS, 'content-type': 'application/json' },
      body: JSON.stringify({ query, fields, page: { limit: 2000, offset: 0 }, include_details: false }),
    }),
  );
  return response.ok ? answerSchema.parse(await response.json()).assets : [];
}
