import { html } from 'hono/html';

type Markup = ReturnType<typeof html>;

const STYLE = `
  body { margin: 0; font: 14px/1.45 system-ui, sans-serif; color: #1c2333; background: #f5f6fa; }
  header { display: flex; gap: 16px; align-items: center; padding: 12px 24px; background: #23204b; color: #fff; flex-wrap: wrap; }
  header a { color: #fff; text-decoration: none; font-weight: 600; }
  header form { display: flex; gap: 8px; flex: 1; min-width: 240px; }
  header input { flex: 1; font: inherit; padding: 6px 10px; border: 0; border-radius: 4px; }
  header button { font: inherit; padding: 6px 14px; border: 0; border-radius: 4px; background: #ff7a45; color: #1c2333; }
  main { max-width: 1080px; margin: 0 auto; padding: 24px; }
  h1 { font-size: 22px; margin: 0 0 4px; overflow-wrap: anywhere; }
  p.note { color: #4a5268; margin: 0 0 16px; }
  .scroll { overflow-x: auto; background: #fff; border: 1px solid #dfe2ec; border-radius: 6px; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; vertical-align: top; padding: 8px 12px; border-bottom: 1px solid #eceef4; overflow-wrap: anywhere; }
  th { white-space: nowrap; font-weight: 600; color: #4a5268; }
  ul { margin: 0; padding: 0; list-style: none; }
  main a { color: #3b32b3; }
`;

/** The frame of every page. Whatever is interpolated is escaped by `html`. */
export function renderPage(title: string, query: string, content: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Axonius (local tenant)</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <header>
          <a href="/">Axonius, local tenant</a>
          <form action="/assets/devices" method="get" role="search">
            <input
              name="aql"
              value="${query}"
              aria-label="Query in AQL, or a name or address"
              placeholder="Query in AQL, or a name or address"
            />
            <button>Search</button>
          </form>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}
