import { html } from 'hono/html';
import { readAssetId, type WireAsset } from '../asset';
import { readField } from '../derived-fields';
import { DEMO_HOSTS } from '../inventory/demo-devices';
import { renderPage } from './layout';

type Markup = ReturnType<typeof html>;

const SHOWN = 100;

/** The tenant's first page: how many devices there are, and names worth trying. */
export function renderHome(count: number): Markup {
  return renderPage(
    'Devices',
    '',
    html`<h1>${count.toLocaleString('en')} devices</h1>
      <p class="note">Names worth typing into an alert:</p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Value</th>
              <th scope="col">What it shows</th>
            </tr>
          </thead>
          <tbody>
            ${DEMO_HOSTS.map(
              host =>
                html`<tr>
                  <td><a href="/assets/devices?aql=${encodeURIComponent(host.value)}">${host.value}</a></td>
                  <td>${host.shows}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  );
}

/** The devices that a search found. */
export function renderDevices(query: string, devices: readonly WireAsset[]): Markup {
  const more = devices.length > SHOWN ? ` The first ${String(SHOWN)} are shown.` : '';
  return renderPage(
    'Devices',
    query,
    html`<h1>${devices.length.toLocaleString('en')} ${devices.length === 1 ? 'device' : 'devices'}</h1>
      <p class="note">${query === '' ? 'The whole inventory.' : query}${more}</p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Last seen</th>
              <th scope="col">Addresses</th>
              <th scope="col">Adapters</th>
            </tr>
          </thead>
          <tbody>
            ${devices.slice(0, SHOWN).map(renderRow)}
          </tbody>
        </table>
      </div>`,
  );
}

export function renderProblem(query: string, sentence: string): Markup {
  return renderPage(
    'Query refused',
    query,
    html`<h1>The query was refused</h1>
      <p class="note" role="alert">${sentence}</p>`,
  );
}

/** What the device is called in a heading: preferred hostname, else hostname, else name, else id. */
export function nameDevice(asset: WireAsset): string {
  const [name] = ['hostname_preferred', 'hostname', 'name'].flatMap(key =>
    listTexts(asset, `specific_data.data.${key}`),
  );
  return name ?? readAssetId(asset);
}

function renderRow(asset: WireAsset): Markup {
  const addresses = listTexts(asset, 'specific_data.data.network_interfaces.ips');
  return html`<tr>
    <td>
      <a href="/assets/devices/${encodeURIComponent(readAssetId(asset))}/asset-profile/all">${nameDevice(asset)}</a>
    </td>
    <td>${listTexts(asset, 'specific_data.data.last_seen')[0] ?? ''}</td>
    <td>
      ${addresses.slice(0, 3).join(', ')}${addresses.length > 3 ? ` and ${String(addresses.length - 3)} more` : ''}
    </td>
    <td>${listTexts(asset, 'adapters').join(', ')}</td>
  </tr>`;
}

function listTexts(asset: WireAsset, field: string): string[] {
  const value = readField(asset, field);
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(values.filter(one => typeof one === 'string' || typeof one === 'number').map(String))];
}
