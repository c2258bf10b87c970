import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import type { Place } from './settings';

const attributes = ['text', 'eol', 'crlf', 'ident'] as const;
type Attribute = (typeof attributes)[number];

/**
 * Files whose bytes git would not give back: it changes line ends on the way in and could write others on the way out.
 * Of `paths` (bytes), those that another checkout would write differently here.
 */
export async function changedByGit(
  place: Place,
  paths: readonly string[],
  signal?: Cancellation,
): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  const { config } = place;
  const auto = config.get('core.autocrlf')?.toLowerCase() ?? 'false';
  const found = await attributesOf(place, paths, signal);
  const suspects = paths.filter((path) => {
    const get = (name: Attribute) => found.get(`${name}:${path}`) ?? 'unspecified';
    const text = get('text') !== 'unspecified' ? get('text') : get('crlf');
    if (get('ident') === 'set') return true;
    return text !== 'unset' && (text !== 'unspecified' || get('eol') !== 'unspecified' || auto !== 'false');
  });
  const exact: string[] = [];
  for (const path of suspects) {
    const get = (name: Attribute) => found.get(`${name}:${path}`) ?? 'unspecified';
    const isCrlf =
      get('eol') === 'crlf' ||
      (get('eol') === 'unspecified' &&
        get('crlf') !== 'input' &&
        (auto === 'true' || (auto === 'false' && config.get('core.eol')?.toLowerCase() === 'crlf')));
    const file = Buffer.concat([Buffer.from(join(place.root, '/')), Buffer.from(path, 'latin1')]);
    const content = await readFile(file, 'latin1').catch(() => '');
    const differs = isCrlf ? /(?:^|[^\r])\n/.test(content) : content.includes('\r\n');
    if (differs || (get('ident') === 'set' && content.includes('$Id'))) exact.push(path);
  }
  return exact;
}

async function attributesOf(
  place: Place,
  paths: readonly string[],
  signal: Cancellation | undefined,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let row: string[] = [];
  const input = paths.map((path) => `${path}\0`).join('');
  const args = ['check-attr', '-z', '--stdin', ...attributes];
  for await (const field of place.runner.records(args, { signal, input, encoding: 'latin1' })) {
    row.push(field);
    if (row.length < 3) continue;
    const [path = '', name = '', value = ''] = row;
    if (value !== 'unspecified') found.set(`${name}:${path}`, value);
    row = [];
  }
  return found;
}

/** Keeps the file as it is, as an object of its own. */
export async function keepRaw(place: Place, path: string, signal?: Cancellation): Promise<string> {
  const file = Buffer.concat([Buffer.from(join(place.root, '/')), Buffer.from(path, 'latin1')]);
  const content = await readFile(file, 'latin1');
  const args = ['hash-object', '-w', '--stdin', '--no-filters'];
  const { stdout } = await place.runner.output(args, { signal, input: content, encoding: 'latin1' });
  return stdout.trim();
}
