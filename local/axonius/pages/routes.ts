import { Hono } from 'hono';
import type { AqlNode } from '../aql/ast';
import { AqlSyntaxError, parseAql } from '../aql/parse';
import { readAssetId, type WireAsset } from '../asset';
import type { TenantState } from '../state';
import { renderAssetProfile, renderMissingAsset } from './asset-profile';
import { renderDevices, renderHome, renderProblem } from './device-list';

const SEARCHED = ['hostname', 'name', 'network_interfaces.ips', 'network_interfaces.mac'] as const;
/** Without a comparison the text is no AQL but a name or an address that a person typed. */
const LOOKS_LIKE_AQL = /==|!=|[<>(]|\bin\b/;

/** The tenant's own pages, as plain as they can be. The paths are those of Axonius. */
export function createPageRoutes(state: TenantState, now: () => Date): Hono {
  const pages = new Hono();

  pages.get('/', context => context.html(renderHome(state.devices().length)));

  pages.get('/assets/devices', context => {
    const query = context.req.query('aql')?.trim() ?? '';
    try {
      return context.html(renderDevices(query, search(query, state, now())));
    } catch (error) {
      if (error instanceof AqlSyntaxError) return context.html(renderProblem(query, error.message), 400);
      throw error;
    }
  });

  const showAsset = (id: string): { asset: WireAsset | undefined; id: string } => ({
    asset: state.devices().find(device => readAssetId(device) === id),
    id,
  });
  for (const path of ['/assets/devices/:id/asset-profile/all', '/assets/devices/:id'] as const) {
    pages.get(path, context => {
      const { asset, id } = showAsset(context.req.param('id'));
      return asset === undefined ? context.html(renderMissingAsset(id), 404) : context.html(renderAssetProfile(asset));
    });
  }

  return pages;
}

function search(query: string, state: TenantState, now: Date): readonly WireAsset[] {
  if (query === '') return state.devices();
  return state.index().select(LOOKS_LIKE_AQL.test(query) ? parseAql(query) : searchText(query), now);
}

function searchText(text: string): AqlNode {
  const pattern = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return {
    type: 'or',
    operands: SEARCHED.map((field): AqlNode => ({
      type: 'compare',
      field: `specific_data.data.${field}`,
      operator: '==',
      value: { type: 'regex', pattern, flags: 'i' },
    })),
  };
}
