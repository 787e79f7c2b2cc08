import { Hono } from 'hono';
import { createAssetIndex } from '../aql/evaluate';
import { readAssetId } from '../asset';
import type { TenantState } from '../state';
import { listAdapters } from './adapters';
import { ApiError } from './errors';
import { listFields } from './fields';
import { readAssetsRequest, readCountRequest } from './query-request';
import { answerQuery, selectAssets } from './run-query';

/** Calls of the app carry this header; the platform's proxy sets it. Faults and latency hit these calls only. */
export const APP_HEADER = 'x-forge-app';

/** API v2 below `/api`, as far as this tenant has it. Every call needs the headers `api-key` and `api-secret`. */
export function createApiRoutes(state: TenantState, now: () => Date): Hono {
  const api = new Hono();

  api.use('*', async (context, next) => {
    const { key, secret } = state.credentials;
    if (context.req.header('api-key') !== key || context.req.header('api-secret') !== secret) {
      throw new ApiError(state.shapes.badCredentialsStatus, 'Unauthorized', 'The API key or the API secret is wrong.');
    }
    state.meter.countRequest(context.req.method, context.req.path);
    await next();
  });

  api.post('/v2/assets/devices', async context => {
    const request = await readAssetsRequest(context.req.raw);
    const isExpression = /\bregex\s*\(/.test(request.query ?? '');
    if (isExpression && state.expressionMs > 0 && context.req.header(APP_HEADER) !== undefined) {
      const end = state.meter.beginExpression();
      await new Promise(resolve => setTimeout(resolve, state.expressionMs));
      end();
    }
    if (state.shapes.queryStatus === 202) return new Response(null, { status: 202 });
    return Response.json(answerQuery(request, state, now()));
  });

  api.post('/v2/assets/devices/count', async context => {
    const request = await readCountRequest(context.req.raw);
    return Response.json({ value: selectAssets(request.query, state, now()).length });
  });

  // User assets exist in the API but not in this inventory: the query is checked like any other and finds none.
  api.post('/v2/assets/users', async context => {
    const request = await readAssetsRequest(context.req.raw);
    return Response.json(
      answerQuery(request, { ...state, devices: () => [], index: () => createAssetIndex([]) }, now()),
    );
  });

  // A public client counts any type of asset (github.com/techservicesillinois/SecOps-Powershell-Axonius).
  api.post('/v2/assets/users/count', async context => {
    const request = await readCountRequest(context.req.raw);
    return Response.json({
      value: selectAssets(request.query, { ...state, devices: () => [], index: () => createAssetIndex([]) }, now())
        .length,
    });
  });

  api.get('/v2/assets/devices/fields', context => {
    const search = context.req.query('search') ?? '';
    const excludeSubfields = context.req.query('exclude_subfields') === 'true';
    return Response.json(listFields(search, excludeSubfields, state.shapes.fieldsBody));
  });

  api.get('/v2/assets/devices/:id', context => {
    const id = context.req.param('id');
    const asset = state.devices().find(device => readAssetId(device) === id);
    if (asset === undefined) throw new ApiError(404, 'Not Found', `There is no device ${id}.`);
    return Response.json(state.shapes.deviceBody === 'wrapped' ? { asset } : asset);
  });

  api.get('/v2/adapters', context =>
    Response.json(listAdapters(state.devices(), context.req.query('include_connection_details') === 'true')),
  );

  api.all('*', context => {
    throw new ApiError(404, 'Not Found', `There is no ${context.req.method} ${context.req.path} here.`);
  });

  return api;
}
