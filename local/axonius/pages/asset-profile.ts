import { html } from 'hono/html';
import { isPlainObject, readAssetId, type WireAsset } from '../asset';
import { nameDevice } from './device-list';
import { renderPage } from './layout';

type Markup = ReturnType<typeof html>;

/** The page that the product's links lead to: every field of the asset, as given. */
export function renderAssetProfile(asset: WireAsset): Markup {
  return renderPage(
    nameDevice(asset),
    '',
    html`<h1>${nameDevice(asset)}</h1>
      <p class="note">Asset ${readAssetId(asset)}</p>
      <div class="scroll">
        <table>
          <tbody>
            ${Object.entries(asset).map(
              ([field, value]) =>
                html`<tr>
                  <th scope="row">${field}</th>
                  <td>${renderValue(value)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`,
  );
}

export function renderMissingAsset(id: string): Markup {
  return renderPage(
    'No such asset',
    '',
    html`<h1>There is no asset ${id}</h1>
      <p class="note">It may have been merged into another one.</p>`,
  );
}

function renderValue(value: unknown): Markup | string {
  if (Array.isArray(value)) {
    return html`<ul>
      ${value.map((one: unknown) => html`<li>${renderValue(one)}</li>`)}
    </ul>`;
  }
  if (isPlainObject(value)) {
    return Object.entries(value)
      .map(([key, one]) => `${key}: ${Array.isArray(one) ? one.join(', ') : String(one)}`)
      .join(' · ');
  }
  return String(value);
}
