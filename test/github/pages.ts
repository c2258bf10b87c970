import { findRepository, type World } from './world';

/** The page at a path as a browser would see it; null when there is none. Everything a person wrote is escaped. */
export function pageAt(world: World, path: string, query: URLSearchParams): string | null {
  if (path === '/login/device') {
    return page(
      'Device activation',
      '<p>You are signed in. Return to the editor; this page can be closed.</p>',
    );
  }
  const parts = path.split('/').filter(Boolean).map(decode);
  const [owner = '', name = '', kind, last] = parts;
  const repository = findRepository(world, owner, name);
  if (!repository || parts.length > 4) return null;
  const home = `/${repository.owner}/${repository.name}`;
  if (kind === undefined || (kind === 'discussions' && last === undefined)) {
    const rows = [...repository.discussions].reverse().map((each) => {
      const link = `${home}/discussions/${each.number}`;
      return `<li><a href="${escape(link)}">${escape(each.title)}</a> · ${escape(each.category.name)} · ${escape(each.author)}</li>`;
    });
    return page(`${owner}/${name} · Discussions`, `<ul>${rows.join('')}</ul>`);
  }
  if (kind === 'discussions' && last !== undefined && last !== 'new') {
    const found = repository.discussions.find((each) => String(each.number) === last);
    return found
      ? page(
          found.title,
          `<p>${escape(found.category.name)} · #${found.number}</p>${texts([found, ...found.comments])}`,
        )
      : null;
  }
  if ((kind === 'issues' || kind === 'pull') && last !== undefined && last !== 'new') {
    const found = repository.issues.find((each) => String(each.number) === last);
    return found ? page(found.title, texts([found, ...found.comments])) : null;
  }
  if (last === 'new') {
    return page(
      `New in ${kind}`,
      `<h2>${escape(query.get('title') ?? '')}</h2><pre>${escape(query.get('body') ?? '')}</pre>`,
    );
  }
  return null;
}

function texts(records: readonly { author: string; createdAt: string; body: string }[]): string {
  return records
    .map(
      (each) =>
        `<article><header>${escape(each.author)} · ${escape(each.createdAt)}</header><pre>${escape(each.body)}</pre></article>`,
    )
    .join('');
}

function page(title: string, content: string): string {
  const style =
    'body{font:15px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1f2328}' +
    'pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}article{border:1px solid #d1d9e0;border-radius:6px;margin:1rem 0}' +
    'article header{background:#f6f8fa;padding:.5rem 1rem;border-bottom:1px solid #d1d9e0}article pre{padding:0 1rem}';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title><style>${style}</style><h1>${escape(title)}</h1>${content}</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
